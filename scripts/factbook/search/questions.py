"""How questions are put in English and in Chinese: words that ask for a kind of answer, words that carry nothing, words that mean the same.

They are the same for every knowledge base. A word that names something of one subject stands in the vocabulary instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

ASKING: Final[Mapping[str, Sequence[str]]] = {
    "when": ("when", "what year", "which year", "what date", "since when", "year", "date", "time",
             "what happened", "happened", "发生了什么", "发生过什么", "发生",
             "什么时候", "什么时间", "何时", "哪一年", "哪年", "几年", "几月", "哪天", "哪一天", "年份", "时间", "日期"),
    "value": ("how many", "how much", "how large", "how big", "how high", "how long", "how fast", "number of", "amount of", "total",
              "有多少", "是多少", "达到多少", "多少", "有几个", "有几家", "几个", "几家", "多大", "多高", "多长", "有多大", "数量"),
    "who": ("who", "whom", "谁", "哪位", "哪家", "哪些公司", "哪些企业"),
    "where": ("where", "located", "location", "在哪里", "在哪", "哪里", "位于", "位置", "地理位置"),
    "what": ("what is", "what are", "what does", "what do", "meaning", "meaning of", "definition", "definition of", "define",
             "什么是", "是什么", "是什么意思", "什么意思", "定义", "含义"),
}  # fmt: skip
"""What a question asks for, by words that are no part of what it is about."""

FILLER: Final = (
    *("a an and are as at be been being by did do does for from had has have if in into is it its of on or than that the their",
      "there these they this those to was were what which will with would can could i me my you your we our us please show tell find",
      "get give list about any some all ever now today currently latest newest recent recently so far many much vs versus include",
      "compare compared comparison between per s t much exactly really actual actually overview wiki explain explained why how"),
    *("的 了 吗 呢 吧 啊 是 有 在 和 与 及 于 为 请问 请 我 想 知道 什么 怎么 怎样 如何 为什么 哪 哪些 哪个 哪一个",
      "下辖 包括 包含 属于 最新 现在 目前 当前 今年 一共 总共 共有 情况 数据 介绍 概况 多少钱 查询 对比 比较 相比"),
)  # fmt: skip
"""Words that say nothing of what is looked for. They count where they stand in a name, and where nothing else was typed."""

FILLER_WORDS: Final = tuple(word for line in FILLER for word in line.split())

VAGUE: Final = ("current", "data", "fact", "facts", "figure", "figures", "info", "information", "number", "numbers", "stat", "statistics",
                "stats", "value", "values")  # fmt: skip
"""Words that say as little, unless a name has one beside the word that it was typed beside: "big data"."""

QUESTION_WORDS: Final = frozenset((*FILLER_WORDS, *VAGUE, *(word for words in ASKING.values() for word in words)))


NUMBERS: Final[Mapping[str, Sequence[str]]] = {
    "trillion": ("trillion", "one trillion", "万亿", "一万亿"),
    "hundred-billion": ("hundred billion", "one hundred billion", "100 billion", "千亿", "一千亿"),
    "ten-billion": ("ten billion", "10 billion", "百亿", "一百亿"),
    "two": ("two", "两大", "两个", "两家"),
    "three": ("three", "三大", "三个", "三家"),
    "four": ("four", "四大", "四个", "四家"),
    "five": ("five", "五大", "五个", "五家"),
    "first": ("first", "首个", "首家", "第一个", "第一家"),
    "largest": ("largest", "biggest", "最大"),
    "hundred-million": ("hundred million", "one hundred million", "亿元"),
    "top": ("top", "first"),
    "ten": ("ten", "10"),
    "twenty": ("twenty", "20", "二十"),
    "fifty": ("fifty", "50", "五十"),
    "hundred": ("hundred", "one hundred", "100", "一百"),
    "five-hundred": ("five hundred", "500", "五百"),
    "thousand": ("thousand", "one thousand", "1000", "一千"),
}
"""Numbers as both languages say them."""

NATIONS: Final[Mapping[str, Sequence[str]]] = {
    "britain": ("britain", "united kingdom", "british", "england", "英国", "英资", "英企"),
    "canada": ("canada", "canadian", "加拿大"),
    "denmark": ("denmark", "danish", "丹麦"),
    "france": ("france", "french", "法国", "法资", "法企"),
    "germany": ("germany", "german", "德国", "德资", "德企"),
    "hong-kong": ("hong kong", "香港", "港资", "港企", "港商"),
    "india": ("india", "indian", "印度"),
    "italy": ("italy", "italian", "意大利"),
    "japan": ("japan", "japanese", "日本", "日资", "日企", "日商"),
    "korea": ("korea", "south korea", "korean", "south korean", "韩国", "韩资", "韩企", "韩商"),
    "malaysia": ("malaysia", "malaysian", "马来西亚"),
    "netherlands": ("netherlands", "dutch", "holland", "荷兰"),
    "russia": ("russia", "russian", "俄罗斯"),
    "singapore": ("singapore", "singaporean", "新加坡"),
    "sweden": ("sweden", "swedish", "瑞典"),
    "switzerland": ("switzerland", "swiss", "瑞士"),
    "taiwan": ("taiwan", "taiwanese", "台湾", "台资", "台企", "台商"),
    "thailand": ("thailand", "thai", "泰国"),
    "united-states": ("united states", "usa", "american", "美国", "美资", "美企"),
    "vietnam": ("vietnam", "vietnamese", "越南"),
}
"""Countries and regions, what comes from them, and whose money it is."""

_HEAD: Final = ("who heads", "who is the head", "head of", "who leads", "in charge", "in charge of",
                "领导", "领导人", "负责人", "一把手", "谁领导", "谁负责")  # fmt: skip
"""Whoever is at the head of something, whatever the office is called."""

ALIKE: Final[Mapping[str, Sequence[str]]] = {
    "listed": ("listed company", "listed firm", "ipo", "go public", "went public", "stock exchange", "stock market", "上市", "挂牌"),
    "named": ("called", "named", "name", "命名", "得名", "名字", "名称", "名称由来", "由来", "名字的由来", "名称的由来"),
    "foreign": ("foreign company", "foreign firm", "foreign business", "foreign enterprise", "foreign-funded", "foreign-invested",
                "foreign investment", "foreign investor", "foreign capital", "multinational", "外资", "外企", "外商", "外资企业",
                "外国企业", "跨国公司"),
    "seat": ("headquarters", "headquartered", "head office", "registered office", "registered address", "based", "seat",
             "总部", "总公司", "总部地址", "注册地址", "注册地", "办公地址", "地址"),
    "director": ("director", "chair of the committee", *_HEAD, "主任", "管委会主任", "区长", "市长", "县长", "镇长", "局长"),
    "secretary": ("party secretary", "secretary", *_HEAD, "书记", "党委书记", "党工委书记"),
    "deputy": ("deputy director", "deputy secretary", "deputy party secretary", "deputy head", "副主任", "副书记", "党委副书记",
               "副区长", "副市长", "副县长", "副镇长", "副局长"),
    "ended": ("close", "closed down", "closing", "closure", "shut", "shut down", "shutdown", "shutting down", "stop", "cease",
              "discontinue", "terminate", "leave", "withdraw", "withdrawal", "pull out",
              "关闭", "关停", "关厂", "关门", "停产", "停工", "停业", "停止", "终止", "倒闭", "撤离", "撤出", "撤走", "撤资", "歇业"),
    "wrong": ("wrong", "false", "fake", "untrue", "incorrect", "mistaken", "mistake", "refuted", "错误", "错的", "不实", "不正确"),
}  # fmt: skip
"""What is said of things everywhere, in several ways."""

OFFICES: Final = frozenset({"director", "secretary", "deputy"})
"""Those of them that people are."""

SAID: Final = frozenset({*OFFICES, "ended", "seat"})
"""Those of them that a statement answers to: its text is its name."""
