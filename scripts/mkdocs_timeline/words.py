"""The words of the interface, in English and Chinese. The script in the page reads them from the page."""

from __future__ import annotations

from collections.abc import Mapping

from .labels import Language

_EN: Mapping[str, str] = {
    "timeline": "Timeline",
    "picture": "Timeline drawn to scale",
    "help": "How to read and use this",
    "keys": (
        "In the picture, the left and right arrow keys move, up and down zoom, N and P go to the next and the previous "
        "event, Enter opens its details, Home and End go to the first and the last event, 0 shows everything. "
        "The list below has the same events."
    ),
    "legend_day": "on this day",
    "legend_within": "at some time within the bar: a month, a quarter, a year",
    "legend_period": "a period; pale where its beginning or end is not known to the day",
    "legend_unsure": "approximate (dashed) or uncertain (dotted)",
    "legend_open": "beginning or end open",
    "search": "Search the timeline",
    "find": "Search",
    "lanes": "Lanes",
    "oneLane": "No lanes",
    "show": "Show",
    "imp1": "Headlines only",
    "imp2": "Without details",
    "imp3": "All events",
    "reset": "Clear filters",
    "zoomIn": "Zoom in",
    "zoomOut": "Zoom out",
    "earlier": "Earlier",
    "later": "Later",
    "all": "Whole range",
    "prev": "Previous event",
    "next": "Next event",
    "close": "Close",
    "details": "Details",
    "inList": "Show in the list",
    "link": "Link to this event",
    "count": "{shown} of {total} events",
    "none": "No event matches.",
    "cluster": "{count} events, {from} to {to}",
    "together": "{count} events at the same time",
    "wheel": "Hold Ctrl and scroll to zoom",
    "download": "Download what is shown",
    "notLoaded": "The download could not be loaded. Try again.",
    "more": "Full timeline",
    "otherEra": "Outside the eras",
    "other": "Other",
    "alert": "This timeline cannot be shown",
}
_ZH: Mapping[str, str] = {
    "timeline": "时间线",
    "picture": "按比例绘制的时间线",
    "help": "如何阅读与使用",
    "keys": (
        "在图中，左右方向键移动，上下方向键缩放，N 和 P 跳到后一个或前一个事件，回车打开详情，"
        "Home 和 End 跳到第一个或最后一个事件，0 显示全部。下方列表包含相同事件。"
    ),
    "legend_day": "当日",
    "legend_within": "在横条所示的月、季或年之内",
    "legend_period": "时段；起止未精确到日的部分颜色较浅",
    "legend_unsure": "约略（虚线）或存疑（点线）",
    "legend_open": "起点或终点未定",
    "search": "搜索时间线",
    "find": "搜索",
    "lanes": "分行",
    "oneLane": "不分行",
    "show": "显示",
    "imp1": "仅重大事件",
    "imp2": "不含细节",
    "imp3": "全部事件",
    "reset": "清除筛选",
    "zoomIn": "放大",
    "zoomOut": "缩小",
    "earlier": "更早",
    "later": "更晚",
    "all": "全部范围",
    "prev": "上一个事件",
    "next": "下一个事件",
    "close": "关闭",
    "details": "详情",
    "inList": "在列表中显示",
    "link": "此事件的链接",
    "count": "{shown} / {total} 个事件",
    "none": "没有符合条件的事件。",
    "cluster": "{count} 个事件，{from}至{to}",
    "together": "同一时间的 {count} 个事件",
    "wheel": "按住 Ctrl 并滚动以缩放",
    "download": "下载所示内容",
    "notLoaded": "未能加载下载功能，请重试。",
    "more": "完整时间线",
    "otherEra": "其他时期",
    "other": "其他",
    "alert": "无法显示此时间线",
}
_WORDS: Mapping[Language, Mapping[str, str]] = {"en": _EN, "zh": _ZH}


def words(language: Language) -> Mapping[str, str]:
    """The interface's words by key; both languages have the same keys."""
    return _WORDS[language]
