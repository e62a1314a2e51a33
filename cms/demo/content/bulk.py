"""Sentences from which news are made in any number, in English and in Simplified Chinese."""

from dataclasses import dataclass

from cms.demo.content.parts import Block, heading, text

SUBJECTS = [
    ("charging cables", "充电电缆"),
    ("wall sockets", "墙壁插座"),
    ("brake linings", "制动衬片"),
    ("child seats", "儿童座椅"),
    ("table lamps", "台灯"),
    ("kettles", "电水壶"),
    ("traction batteries", "动力电池"),
    ("tyres", "轮胎"),
    ("cycle helmets", "自行车头盔"),
    ("heat pumps", "热泵"),
    ("inverters", "逆变器"),
    ("air purifiers", "空气净化器"),
    ("window glass", "车窗玻璃"),
    ("hobs", "电磁灶"),
    ("power banks", "移动电源"),
    ("water meters", "水表"),
    ("hand drills", "手持电钻"),
]

PROPERTIES = [
    ("Heat resistance", "耐热性能"),
    ("Noise emission", "噪声排放"),
    ("Energy consumption", "能耗"),
    ("Mechanical strength", "机械强度"),
    ("Electrical safety", "电气安全"),
    ("Electromagnetic compatibility", "电磁兼容性"),
    ("Durability", "耐久性"),
    ("Tightness", "密封性能"),
    ("Flammability", "阻燃性能"),
    ("Labelling", "标签标识"),
    ("Resistance to moisture", "防潮性能"),
]

IMAGE_ALTS = {
    "anechoic-chamber": (
        "Rows of pointed absorbers lining the walls of a test chamber",
        "试验室墙面上成排的锥形吸波体",
    ),
    "circuit-board": ("Copper tracks and components of a circuit board", "电路板上的铜线与元器件"),
    "gears": ("Interlocking gear wheels in several sizes", "大小不一、相互啮合的齿轮"),
    "glassware": (
        "Flasks and test tubes with coloured liquids in a row",
        "一排盛有彩色液体的烧瓶和试管",
    ),
    "waves": (
        "Overlapping sine waves in shades of blue and green",
        "深浅不一的蓝绿色正弦波相互叠加",
    ),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of one made article in one language."""

    title: str
    summary: str
    lead_image_alt: str
    body: list[Block]


def wordings(number: int) -> tuple[Wording, Wording]:
    """The article with this number in English and in Simplified Chinese."""
    subject, subject_zh = SUBJECTS[number % len(SUBJECTS)]
    quality, quality_zh = PROPERTIES[number // len(SUBJECTS) % len(PROPERTIES)]
    samples, days = 3 + number % 9, 5 + number % 23
    alt, alt_zh = IMAGE_ALTS[image(number)]
    english = Wording(
        title=f"{quality} of {subject}: test series {number}",
        summary=f"Test series {number} looked at {samples} samples of {subject} for {days} days.",
        lead_image_alt=alt,
        body=[
            heading("What was tested"),
            text(
                f"<p>In test series {number} our laboratories examined {samples} samples of "
                f"{subject} under the conditions of the standard. The subject was one property: "
                f"<b>{quality.lower()}</b>.</p>",
                f"<p>Each sample was conditioned for a day, measured, and measured again after "
                f"{days} days. Both values are in the report.</p>",
            ),
            heading("What follows"),
            text(
                "<p>Makers receive their own results with the raw data. Limits that proved "
                "unclear are reported to the committee in charge.</p>"
            ),
        ],
    )
    chinese = Wording(
        title=f"{subject_zh}{quality_zh}：第 {number} 号系列检测",
        summary=f"第 {number} 号系列检测用 {days} 天时间检查了 {samples} 件{subject_zh}样品。",
        lead_image_alt=alt_zh,
        body=[
            heading("检测内容"),
            text(
                f"<p>在第 {number} 号系列检测中，我们的实验室按照标准规定的条件检查了 {samples} "
                f"件{subject_zh}样品，检测项目为<b>{quality_zh}</b>。</p>",
                f"<p>每件样品先调节一天，随后进行测量，并在 {days} 天后再次测量。"
                "两次结果均载入报告。</p>",
            ),
            heading("后续工作"),
            text(
                "<p>制造商将收到各自的结果和原始数据。发现不够明确的限值，将反馈给主管技术委员会。</p>"
            ),
        ],
    )
    return english, chinese


def image(number: int) -> str:
    """The drawing that leads the article with this number."""
    return list(IMAGE_ALTS)[number % len(IMAGE_ALTS)]
