"""Terms of the news and their Chinese translations."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A term, its translation, and what it must not be called."""

    term: str
    required: str
    forbidden: str = ""
    note: str = ""


SIMPLIFIED_CHINESE = [
    Term("accreditation", "认可", note="“认证” is certification."),
    Term("certificate", "证书"),
    Term("certification body", "认证机构", "认证公司"),
    Term("laboratory", "实验室", "化验室"),
    Term("processing time", "办理时限", "处理时间"),
    Term("test report", "检测报告"),
]
