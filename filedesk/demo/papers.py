"""The papers of the demo office: who sent what. Everything here is invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """One paper: issuer, its 代字, title, kind, urgency, whom it concerns (a department's place in the list), and
    to whom it is sent.
    """

    issuer: str
    code: str
    title: str
    kind: str
    urgency: str = "routine"
    department: int = 1
    to: str = ""


OFFICE = "华兴置业有限公司"
CODE = "华兴"
DEPARTMENTS = ("办公室", "工程部", "客户服务部", "财务部", "人力资源部")
PEOPLE = (
    ("王芳", ("clerk",), "办公室"),
    ("陈静", ("office_head",), "办公室"),
    ("李建国", ("general_manager",), None),
    ("张伟", ("department_manager",), "工程部"),
    ("刘洋", ("department_manager",), "客户服务部"),
    ("孙玥", ("department_manager",), "财务部"),
    ("周堃", ("department_manager",), "人力资源部"),
    ("吴祎", ("responsible",), "工程部"),
    ("赵敏", ("auditor",), None),
    ("钱喆", ("administrator",), None),
)
INCOMING = (
    Told("滨江市住房和城乡建设局", "滨建", "关于开展住宅小区消防设施专项检查的通知", "notice", "urgent", 2),
    Told("滨江市人民政府办公室", "滨政办", "关于做好防汛防台风工作的紧急通知", "notice", "extra_urgent", 2),
    Told("滨江市税务局", "滨税", "关于企业所得税汇算清缴有关事项的通告", "circular", "routine", 4),
    Told("城东街道办事处", "城东街", "关于征求老旧电梯更新意见的函", "letter", "routine", 3),
    Told("滨江市档案馆", "滨档", "关于报送年度档案工作统计表的通知", "notice", "routine", 1),
    Told("滨江市人力资源和社会保障局", "滨人社", "关于调整最低工资标准的通知", "notice", "routine", 5),
    Told("江北供电公司", "江电", "关于计划检修停电的函", "letter", "urgent", 2),
    Told("滨江市自来水有限公司", "滨水", "关于二次供水设施清洗消毒的通知", "notice", "routine", 2),
    Told("滨江市公安局城东分局", "滨公东", "关于加强小区出入管理的意见", "opinion", "routine", 3),
    Told("华信会计师事务所", "华信", "关于提供年度审计资料的函", "letter", "routine", 4),
    Told("滨江市物业管理协会", "滨物协", "关于召开年度会员大会的通知", "invitation", "routine", 1),
    Told("滨江市生态环境局", "滨环", "关于生活垃圾分类考核情况的通报", "circular", "routine", 3),
    Told("滨江市城市管理局", "滨城管", "关于规范户外广告设置的通知", "notice", "routine", 3),
    Told("滨江市消防救援支队", "滨消", "关于督促整改火灾隐患的函", "letter", "extra_urgent", 2),
    Told("建设银行滨江分行", "建滨", "关于住房维修资金专户变更的函", "letter", "routine", 4),
)
OUTGOING = (
    Told(OFFICE, "华兴", "关于消防设施专项检查整改情况的报告", "report", "routine", 2, "滨江市住房和城乡建设局"),
    Told(OFFICE, "华兴", "关于申请使用住宅专项维修资金的请示", "request", "routine", 4, "滨江市住房和城乡建设局"),
    Told(OFFICE, "华兴", "关于老旧电梯更新意见的复函", "letter", "routine", 3, "城东街道办事处"),
    Told(OFFICE, "华兴", "关于年度审计资料的函", "letter", "routine", 4, "华信会计师事务所"),
)
INTERNAL = (
    Told(OFFICE, "华兴办", "关于印发《公文处理办法》的通知", "notice"),
    Told(OFFICE, "华兴办", "关于国庆节放假安排的通知", "notice"),
    Told(OFFICE, "华兴工", "关于地下车库照明改造的工作联络单", "memo", "routine", 2),
    Told(OFFICE, "华兴人", "关于表彰先进员工的通报", "circular", "routine", 5),
)
PHRASES = ("阅。", "同意拟办意见，请按时办理。", "请工程部牵头，客户服务部配合，限期报告结果。", "请各部门传阅。")
BODY = (
    "为进一步规范管理，保障业主和职工的合法权益，现就有关事项通知如下。",
    "一、提高认识，加强组织领导。各单位要明确责任人，制定工作方案，确保各项要求落到实处。",
    "二、突出重点，抓好任务落实。要对照清单逐项自查，发现问题立即整改，不能立即整改的要限期完成。",
    "三、按时报送情况。请于收到本文之日起十个工作日内，将办理情况书面报送我单位。",
    "特此通知。",
)
