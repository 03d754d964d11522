"""The words around a number: hedges and bounds, rise and fall, in Chinese and English. Data only; whole words, longest first."""

from __future__ import annotations

from typing import Literal

Bound = Literal["exact", "about", "below", "at-least", "over", "at-most", "under"]
"""The bounds that the store knows; ``below`` is "nearly". ``over`` and ``under`` leave the number itself out, ``at-least`` and
``at-most`` do not."""

Sense = Literal["about", "nearly", "over", "at-least", "or-over", "at-most", "under", "or-under"]

BOUNDS: dict[Sense, tuple[Bound, ...]] = {
    "about": ("about",),
    "nearly": ("below",),
    "over": ("over", "at-least"),
    "at-least": ("at-least",),
    "or-over": ("over", "at-least"),
    "at-most": ("at-most",),
    "under": ("under", "at-most", "below"),
    "or-under": ("at-most", "under"),
}
"""The bounds that each sense of a hedge agrees with, the best first. Some words leave open whether the number itself is meant, and what is
over a number is at least that number: at-least and at-most are less exact there, but not wrong."""

SIDES = (frozenset({"over", "at-least", "or-over"}), frozenset({"under", "at-most", "or-under"}))
"""The senses of a hedge that do not contradict each other: 超过50家以上 is over fifty, or at least fifty."""

BEFORE: dict[Sense, str] = {
    "about": """
        约 大约 约为 约有 约合 约达 约占 约计 大概 大致 大体 差不多 合约为
        about | around | roughly | approximately | approx | approx. | circa | c. | ca. | some | an estimated
        estimated at
        in the region of | in the order of | on the order of | in the neighbourhood of | in the neighborhood of
        ~ | ≈
    """,
    "nearly": """
        近 将近 接近 接近于 逼近 临近 直逼 几近 近乎 几乎 差不多达 快到 将达
        nearly | almost | close to | nearing | approaching | just under | just below | just short of | not quite
        a little under
        | slightly under | slightly below | slightly less than | a little less than
    """,
    "over": """
        超 超过 超出 超越 已超 已逾 逾 多于 大于 高于 不止 不只
        突破 冲破 破 过
        more than | over | above | well over | well above | just over | slightly over | slightly more than
        slightly above
        a little over | a little more than
        in excess of | exceeding
        exceeds | exceeded | exceed | surpassing | surpassed | surpasses | surpass | topping | topped
        north of | greater than | larger than | higher than | >
    """,
    "at-least": """
        大于等于 不少于 不低于 不小于 不下 不下于 不亚于
        至少 最少 最低 起码 少说
        下限 下限为 下不封顶的
        at least | no less than | not less than | no fewer than
        not fewer than
        nothing less than | no lower than | not lower than | not below | not under | no smaller than
        a minimum of | minimum of | minimum | >= | ≥
        ⩾
    """,
    "or-over": """
        越过 跨越 跨过 迈过 迈上 站上 上
        upward of | upwards of
    """,
    "at-most": """
        不超过 不超出 不超 不多于 不高于 不大于 不逾 未超过 未超 没有超过 没超过 至多 最多 顶多 最高 上限 上限为
        控制在 限于 最高达 最高可达 最多达 最多可达
        小于等于 不得超过 不得高于 不得多于 不能超过
        at most | at the most | no more than | not more than | never more than | no greater than
        no higher than | not higher than
        not above | not over | not exceeding | not exceed | not to exceed | does not exceed | did not exceed
        up to
        | a maximum of | maximum of | maximum | max | max. | capped at | within | <= | ≤ | ⩽
    """,
    "under": """
        不足 不到 不满 未满 未到 未达 未达到 没到 没有达到 不及 低于 少于 小于 未突破 尚未突破 没有突破 未能突破
        尚不足 仍不足 还不到
        less than | fewer than | lower than | smaller than | under | below | short of | south of | not yet
        not even | <
    """,
}
"""What stands directly before a number and bounds it. Chinese words are divided by spaces, English phrases by bars."""

AFTER: dict[Sense, str] = {
    "about": """
        左右 上下 前后
        or so | or thereabouts | approximately | approx. | give or take
    """,
    "nearly": """
        成弱
    """,
    "over": """
        有余 开外 出头 成强 成多 成余
        -odd | odd
    """,
    "at-least": """
        以上 之上 及以上 或以上 元起 打底
        or more | and more | or above | and above | and over | or over | and up | or higher | or greater
    """,
    "or-over": """
        plus | +
    """,
    "at-most": """
        以内 之内 及以下 或以下 封顶 为限
        or less | or fewer | or below | and below | or under | and under | or lower | at most | at the most
        tops | max | maximum
    """,
    "or-under": """
        以下 之下
    """,
    "under": """
        不到 不足
    """,
}
"""What stands after a number, or after its unit, and bounds it."""

NEGATORS = (
    "不",
    "未",
    "没",
    "没有",
    "无",
    "非",
    "并非",
    "不是",
    "别",
    "勿",
    "难",
    "难以",
    "not",
    "no",
    "n't",
    "never",
    "n’t",
    "without",
)
"""What turns a hedge into something else: unless the two together are in a list, the phrase is not judged."""

NOT_BEFORE: dict[str, str] = {
    "约": "签合契节制条预履违纽公特相邀简隐解毁背爽失誓婚盟租",
    "近": "附最邻靠新远亲就年日凑走贴切挨",
    "将近": "",
    "超": "反赶高",
    "过": "经通超透错度难罪好不来见说做用去看",
    "上": "以网线马晚早如加跟同海之至身头路岸市会",
    "破": "爆打",
    "最高": "",
    "上限": "",
    "限于": "",
}
"""Characters that make another word of a hedge when they stand before it: 签约 is "to sign", 附近 "the surroundings"."""

NOT_AFTER: dict[str, str] = {"上下": "游|班|级|文|行|铺", "前后": "端", "之上": "的", "或以上": "学历"}
"""What makes another word of what stands after a number: 上下游 is "up and down the chain"."""

ONLY_ROUND = frozenset(["上", "过", "破", "超"])
"""Of these the first two bound only a scale word that stands alone (上百, 过万); as a prefix to digits they are mostly other words."""

FALL_BEFORE = """
    下降 下降了 减少 减少了 降低 降低了 下滑 下滑了 下跌 下跌了 回落 回落了 缩减 缩减了 缩小 缩小了 萎缩 萎缩了
    锐减 锐减了 骤降 骤减 大降 大跌
    猛跌 暴跌 跌去 降 降了 跌 跌了 减 减了 负增长 降幅 降幅为 降幅达 降幅达到 降幅约 降幅超 降幅近 跌幅 跌幅为
    跌幅达 跌幅达到 减幅 减幅为 减幅达 下降幅度为
    下降幅度达 下降率为 下滑幅度为 下降达 下降达到 减少达 亏损 亏损了 净亏损 亏损达 亏损额为 亏损额达 净亏损为
    亏损为 亏 净流出
    fell | fell by | fall of | fall by | falls by | falling by | falling | fallen by | fallen | down | down by
    dropped | dropped by
    drop of | drop by | dropping | declined | declined by | decline of | decline by | declining by | declines by
    decreased
    decreased by | decrease of | decrease by | decreasing by | shrank | shrank by | shrunk by | shrinking by
    shrinkage of
    contracted by | contracted | contraction of | contracting by | slid | slid by | slipped | slipped by
    slumped | slumped by
    slump of | tumbled | tumbled by | plunged | plunged by | plunge of | sank by | sank | dip of | dipped
    dipped by | reduced by
    reduction of | cut by | cut of | lost | loss of | losses of | net loss of | lower by | less by
    negative growth of
    | negative growth rate of
"""
"""Words of decline directly before a number; 下降到 and "fell to" are levels, and are not among them."""

FALL_AFTER = """
    降幅 的降幅 跌幅 的跌幅 减幅 的减幅 负增长 的负增长 下降 的下降 的下滑 的跌落 的亏损 的减少
    decline | decrease | drop | fall | reduction | slump | contraction | plunge | dip | loss | lower | less
    down | shrinkage
"""
"""Words of decline after a number and its unit."""

UNSURE_OF_SIGN = """
    收窄 收窄了 收窄至 放缓 放缓了 变化 变化了 变动 波动 增减 增减了 升降 涨跌 差距 相差 扭亏 减亏 减亏了 增亏
    narrowed by | narrowing by | changed by | change of
    | swing of | turnaround of
"""
"""Words after which nobody can tell a rise from a fall."""

MINUS = "-−–‐‑‒﹣－➖⁻"
"""Every sign that is used as a minus; a hyphen between two things is none."""

CURRENCY = r"(?:人民币|港币|港元|美元|美金|欧元|日元|英镑|US\$|HK\$|NT\$|RMB|CNY|USD|HKD|EUR|GBP|JPY|[$€£¥￥₤₩])"

GLUE = r"(?:的|有|共|共计|总计|合计|达|达到|高达|多达|为|是|了|a total of|total of|as many as|as much as|a|an)"
"""What may stand between a hedge and its number without a meaning of its own."""

MEASURES = (
    "个百分点|百分点|平方公里|平方千米|平方米|立方米|千瓦时|公顷|公里|千米|小时|分钟|人民币|美元|港元|日元|欧元|英镑|"
    "人次|户次|元|人|家|个|户|名|位|项|座|条|台|套|件|辆|亩|吨|米|间|所|种|类|批|次|倍|年|月|日|天|岁|度|宗|只|片|部|艘|架|张|"
    "份|册|篇|级|届|期|周|代|层|栋|幢|公斤|斤|克|升|瓦|伏|成|盏|株|头|匹|支|枚|颗|把|对|双|款|场"
)
"""What makes a number of a Chinese numeral that stands alone: 三家, but not 三星."""

VAGUE = (
    r"(?:several|a few|few|a couple(?: of)?|dozens|scores|tens|hundreds|thousands|millions|billions|a number of|a handful)"
    r"\b(?: of)?|若干|无数|成百上千|成千上万|数不清"
)
"""Numbers that nobody can read as one."""

PARTS = (
    r"一半|半数|过半|大半|多半|百分之百|"
    r"(?:an?|one|two|three|four)[ -](?:half|halves|third|quarter|fifth|tenth)s?\b(?! of an? [mbt]| [mbt]i?llion)|"
    r"half\b(?=\s+(?:of|the|its|all)\b)"
)
"""Parts of a whole that is not named."""

NUMBER_WORDS = (
    r"\d|[〇零一二两三四五六七八九十百千万亿半几数]|"
    r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|[mb]illions?|trillions?|half|third|quarter|"
    r"double[ds]?|tripled?|twice|few|several)\b"
)
"""Where a text has none of these, it holds no number; where it has one, it may hold a number that is not read."""
