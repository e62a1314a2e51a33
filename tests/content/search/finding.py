"""Searches by readers: a text, the query, and the part of the text that is marked."""

from typing import NamedTuple


class Pair(NamedTuple):
    script: str
    text: str
    question: str
    marked: str


_IN_PIECES = "\u110c\u1161\u1103\u1169\u11bc\u110e\u1161"
PAIRS = [
    # Latin: letters that carry what no accent is.
    Pair("Latin", "Đorđe Balašević in Kraków and Łódź", "dorde", "Đorđe"),
    Pair("Latin", "Đorđe Balašević in Kraków and Łódź", "lodz", "Łódź"),
    Pair("Latin", "The Øresund bridge", "oresund", "Øresund"),
    Pair("Latin", "En æske og en bøg", "aeske", "æske"),
    Pair("Latin", "Un œuf, une œuvre", "oeuvre", "œuvre"),
    Pair("Latin", "Reykjavík og Þingvellir", "thingvellir", "Þingvellir"),
    Pair("Latin", "Seyðisfjörður in winter", "seydisfjordur", "Seyðisfjörður"),
    Pair("Latin", "Ħamrun lies in Malta", "hamrun", "Ħamrun"),
    Pair("Latin", "Işık ve ısı", "isik", "Işık"),
    Pair("Latin", "Bakı, Azərbaycan", "azerbaycan", "Azərbaycan"),
    Pair("Latin", "Die Straße nach Gießen", "GIESSEN", "Gießen"),
    Pair("Latin", "Việt Nam và Đà Nẵng", "da nang", "Đà|Nẵng"),
    Pair("Latin", "Certified laboratories", "certification", "Certified"),
    Pair("Latin", "The oﬃce of 2024", "office", "oﬃce"),
    Pair("Latin", "ＩＳＯ９００１ in full width", "iso9001", "ＩＳＯ９００１"),
    Pair("Latin", "Ŋaro and Ŧáhkka", "tahkka", "Ŧáhkka"),
    Pair("Latin", "Oʻzbekiston", "o'zbekiston", "O|zbekiston"),
    # Greek and Cyrillic.
    Pair("Greek", "Ο έλεγχος των οχημάτων", "ελεγχοσ", "έλεγχος"),
    Pair("Greek", "Ἐν ἀρχῇ ἦν ὁ λόγος", "αρχη", "ἀρχῇ"),
    Pair("Greek", "Ασφάλεια ΑΥΤΟΚΙΝΗΤΩΝ", "αυτοκινήτων", "ΑΥΤΟΚΙΝΗΤΩΝ"),
    Pair("Cyrillic", "Ещё одна лаборатория", "еще", "Ещё"),
    Pair("Cyrillic", "Қазақстан стандарты", "казакстан", "Қазақстан"),
    Pair("Cyrillic", "Місто Ґданськ", "гданськ", "Ґданськ"),
    Pair("Cyrillic", "Український об\u02bcєкт", "об'єкт", "об|єкт"),
    # Arabic script: marks, variants of letters, digits.
    Pair("Arabic", "كِتَابٌ عَنِ السَّيَّارَات", "كتاب", "كِتَابٌ"),
    Pair("Arabic", "إدارة الجودة", "ادارة", "إدارة"),
    Pair("Arabic", "الجودة العالية", "الجوده", "الجودة"),
    Pair("Arabic", "مستشفى الأمل", "مستشفي", "مستشفى"),
    Pair("Arabic", "جـــودة المنتج", "جودة", "جـــودة"),
    Pair("Arabic", "معيار ٩٠٠١ للجودة", "9001", "٩٠٠١"),
    Pair("Arabic", "معيار 9001 للجودة", "٩٠٠١", "9001"),
    Pair("Arabic", "مسؤول عن الآلات", "الالات", "الآلات"),
    Pair("Arabic", "کتاب فارسی ۱۴۰۳", "كتاب 1403", "کتاب|۱۴۰۳"),
    Pair("Arabic", "می\u200cخواهم بدانم", "میخواهم", "می\u200cخواهم"),
    Pair("Arabic", "ﻻ ﺗﻘﻠﻖ", "لا تقلق", "ﻻ|ﺗﻘﻠﻖ"),
    # Hebrew: points, final letters.
    Pair("Hebrew", "שָׁלוֹם עוֹלָם", "שלום", "שָׁלוֹם"),
    Pair("Hebrew", "בֵּית סֵפֶר גָּדוֹל", "ספר", "סֵפֶר"),
    Pair("Hebrew", "ﬡרץ ישראל", "ארץ", "ﬡרץ"),
    # Han: both scripts, pairs, variants.
    Pair("Han", "共同成立研发中心并揭牌", "研发中心", "研发中心"),
    Pair("Han", "共同成立研發中心並揭牌", "研发中心", "研發中心"),
    Pair("Han", "共同成立研发中心并揭牌", "研發中心", "研发中心"),
    Pair("Han", "臺灣的汽車檢測", "台湾", "臺灣"),
    Pair("Han", "看着新标准", "看著", "看着"),
    Pair("Han", "正式答覆客戶", "答复", "答覆"),
    Pair("Han", "大會⾞輛測試", "车辆", "⾞輛"),
    # Kana and Hangul.
    Pair("Kana", "自動車のテストセンター", "ﾃｽﾄｾﾝﾀｰ", "テストセンター"),
    Pair("Kana", "か\u3099っこうの教室", "がっこう", "か\u3099っこう"),
    Pair("Hangul", "자동차 시험소 개소", "시험", "시험"),
    Pair("Hangul", _IN_PIECES, "자동차", _IN_PIECES),
    # South-East Asia: no spaces between words.
    Pair("Thai", "ศูนย์วิจัยและพัฒนายานยนต์ไฟฟ้าเปิดทำการ", "วิจัย", "วิจัย"),
    Pair("Thai", "ศูนย์วิจัยและพัฒนายานยนต์ไฟฟ้าเปิดทำการ", "ไฟฟ้า", "ไฟฟ้า"),
    Pair("Thai", "การรับรองในประเทศไทย", "ประเทศ", "ประเทศ"),
    Pair("Thai", "น้ำมันและรถยนต์ ปี ๒๕๖๗", "รถ 2567", "รถ|๒๕๖๗"),
    Pair("Lao", "ສູນຄົ້ນຄວ້າແລະພັດທະນາພາສາລາວ", "ພັດທະນາ", "ພັດທະນາ"),
    Pair("Lao", "ສູນຄົ້ນຄວ້າແລະພັດທະນາພາສາລາວ", "ພາສາ", "ພາສາ"),
    Pair("Khmer", "មជ្ឈមណ្ឌលស្រាវជ្រាវនិងអភិវឌ្ឍន៍", "ស្រាវជ្រាវ", "ស្រាវជ្រាវ"),
    Pair("Khmer", "ភាសា\u200bខ្មែរ\u200bថ្មី", "ភាសាខ្មែរ", "ភាសា\u200bខ្មែរ"),
    Pair("Burmese", "သုတေသနနှင့်ဖွံ့ဖြိုးရေးစင်တာ", "ဖွံ့ဖြိုးရေး", "ဖွံ့ဖြိုးရေး"),
    Pair("Burmese", "မြန်မာစာ ၂၀၂၄", "စာ 2024", "စာ|၂၀၂၄"),
    # Indic: vowel signs are parts of words.
    Pair("Devanagari", "हिन्दी में वाहन परीक्षण", "हिन्दी", "हिन्दी"),
    Pair("Devanagari", "ज़रूरी जाँच", "जरूरी जांच", "ज़रूरी|जाँच"),
    Pair("Bengali", "বাংলা ভাষায় ২০২৪", "ভাষায় 2024", "ভাষায়|২০২৪"),
    Pair("Tamil", "வாகன சோதனை மையம்", "சோதனை", "சோதனை"),
    # What isn't seen.
    Pair("unseen", "Auto\u00admation of tests", "automation", "Auto\u00admation"),
    Pair("unseen", "研\u200b发\u2060中心", "研发中心", "研\u200b发\u2060中心"),
    Pair("unseen", "\u202bISO\u202c standard", "\u200eiso\u200f", "ISO"),
]  # fmt: skip
# Unicode's Default_Ignorable_Code_Point, without what isn't assigned, and other format characters.
INVISIBLE = [
    chr(code)
    for first, last in [
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5),
        (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
        (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB),
        (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ]
    for code in range(first, last + 1)
]  # fmt: skip
