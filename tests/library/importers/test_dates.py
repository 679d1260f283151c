from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.importers.dates import find_stamp, in_file_name, is_date_line, locate
from library.model.stamp import StampOrigin

FORMS = ["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%a, %d %b %Y", "%d.%m.%Y", "%Y年%m月%d日"]
STAMPS = [
    ("PUBLISHED : Thursday, 08 February, 2018, 8:55pm", "2018-02-08T20:55"),
    ("2018-02-08", "2018-02-08"),
    ("2018-02-08T20:55:30+08:00", "2018-02-08T20:55:30+08:00"),
    ("2018-02-08T20:55:30.123Z", "2018-02-08T20:55:30+00:00"),
    ("2010-06-22T18:00:00+0900", "2010-06-22T18:00:00+09:00"),
    ("2018-02-08 20:55", "2018-02-08T20:55"),
    ("2018/02/08 20:55", "2018-02-08T20:55"),
    ("2018.02.08", "2018-02-08"),
    ("2018. 2. 8.", "2018-02-08"),
    ("Thu, 08 Feb 2018 20:55:00 +0000 (UTC)", "2018-02-08T20:55:00+00:00"),
    ("Thu Feb  8 20:55:00 2018", "2018-02-08T20:55:00"),
    ("Thu Feb 8 20:55:00 EST 2018", "2018-02-08T20:55:00-05:00"),
    ("Feb. 8, 2018 8:55 p.m. ET", "2018-02-08T20:55-05:00"),
    ("Updated July 8, 2018 at 8:55 PM EDT", "2018-07-08T20:55-04:00"),
    ("July 8, 2018 at 8:55 PM ET", "2018-07-08T20:55-04:00"),
    ("8 February 2018", "2018-02-08"),
    ("8th of February 2018", "2018-02-08"),
    ("Feb 8th, 2018", "2018-02-08"),
    ("le 8 février 2018 à 20h55", "2018-02-08T20:55"),
    ("8. Februar 2018, 20:55 Uhr", "2018-02-08T20:55"),
    ("08.02.2018, 20.55 Uhr", "2018-02-08T20:55"),
    ("8 de febrero de 2018", "2018-02-08"),
    ("8 февраля 2018 г.", "2018-02-08"),
    ("08 февраля 2018, 20:55 МСК", "2018-02-08T20:55"),
    ("8 Şubat 2018 Perşembe", "2018-02-08"),
    ("2018年2月8日 20:55", "2018-02-08T20:55"),
    ("2018年2月8日20時55分", "2018-02-08T20:55"),
    ("2018年2月8日 下午8时55分", "2018-02-08T20:55"),
    ("2018年02月08日 午後8時", "2018-02-08T20:00"),
    ("平成30年2月8日", "2018-02-08"),
    ("2018년 2월 8일 오후 8:55", "2018-02-08T20:55"),
    ("二〇一八年二月八日", "2018-02-08"),
    ("二〇一八年十二月二十八日", "2018-12-28"),
    ("8 tháng 2 năm 2018", "2018-02-08"),
    ("Thứ năm, 13/2/2018, 20:55 (GMT+7)", "2018-02-13T20:55+07:00"),
    ("٨ فبراير ٢٠١٨", "2018-02-08"),
    ("8 בפברואר 2018", "2018-02-08"),
    ("8 กุมภาพันธ์ 2561", "2018-02-08"),
    ("20:55, 08 Feb 2018", "2018-02-08T20:55"),
    ("20:55 GMT, Thursday 8 February 2018", "2018-02-08T20:55+00:00"),
    ("8:55pm GMT 8 February 2018", "2018-02-08T20:55+00:00"),
    ("242200 GMT Jun 17", "2017-06-24T22:00+00:00"),
    ("14Mar2007", "2007-03-14"),
    ("8Feb2007", "2007-02-08"),
    ("14-Mar-07", "2007-03-14"),
    ("8 Feb 18", "2018-02-08"),
    ("20180208", "2018-02-08"),
    ("20180208T205500Z", "2018-02-08T20:55:00+00:00"),
    ("13/02/2018", "2018-02-13"),
    ("02/13/2018", "2018-02-13"),
    ("02/08/2018 8:55 PM EST", "2018-02-08T20:55-05:00"),
    ("February 2018", "2018-02"),
    ("2018", "2018"),
    ("2018-02", "2018-02"),
    ("November 6  2007", "2007-11-06"),
    ("8 februari 2018 om 20:55", "2018-02-08T20:55"),
    ("2018. február 8.", "2018-02-08"),
    ("8 veebruar 2018", "2018-02-08"),
    ("Published 8 February 2018 | Updated 9 February 2018 11:30", "2018-02-08"),
    ("Friday 1 January 2016 00.01 GMT", "2016-01-01T00:01+00:00"),
    ("Last modified on Fri 5 Jan 2018 17.35 GMT", "2018-01-05T17:35+00:00"),
    ("2055 GMT 8 February 2018", "2018-02-08T20:55+00:00"),
    ("8 February 2018 2055 GMT", "2018-02-08T20:55+00:00"),
    ("8.2.2018 klo 20.55", "2018-02-08T20:55"),
    ("8 Φεβρουαρίου 2018, 20:55", "2018-02-08T20:55"),
    ("8 फ़रवरी 2018", "2018-02-08"),
    ("MAY 5, 1999", "1999-05-05"),
    ("12 March 1912", "1912-03-12"),
    ("8 lutego 2018", "2018-02-08"),
    ("Sept. 11, 2001", "2001-09-11"),
    ("1 December, 2014, 9:00 AM IST", "2014-12-01T09:00+05:30"),
    ("Feb 8, 2018, 20:55:10", "2018-02-08T20:55:10"),
    ("8ste februari 2018", "2018-02-08"),
    ("1er mars 2018", "2018-03-01"),
    ("8 Feb 2018 - 12 comments", "2018-02-08"),
    ("۱۹ بهمن ۱۳۹۶، ۲۰:۵۵", "2018-02-08T20:55"),  # the Iranian calendar
    ("۱ فروردین ۱۴۰۰", "2021-03-21"),
    ("8 شباط 2018", "2018-02-08"),
    ("الخميس 8 تشرين الثاني 2018", "2018-11-08"),
    ("8 كانون الأول 2018", "2018-12-08"),
    ("12. listopada 2018.", "2018-10-12"),  # Croatian
    ("12 listopada 2018", "2018-11-12"),  # Polish
    ("8. veljače 2018. 20:55", "2018-02-08T20:55"),
    ("8. фебруар 2018", "2018-02-08"),
    ("2018. gada 8. februāris", "2018-02-08"),
    ("2018 m. vasario 8 d.", "2018-02-08"),
    ("8. febrúar 2018", "2018-02-08"),
    ("৮ ফেব্রুয়ারি ২০১৮", "2018-02-08"),
    ("8 मई 2018", "2018-05-08"),
    ("8 பிப்ரவரி 2018", "2018-02-08"),
    ("8 თებერვალი 2018", "2018-02-08"),
    ("8 Pebrero 2018", "2018-02-08"),
    ("8 Februari 2018", "2018-02-08"),
    ("8 лютага 2018", "2018-02-08"),
    ("8 فروری 2018", "2018-02-08"),
]
NO_STAMPS = [
    "3 hours ago",
    "Feb 8",
    "The 2018 budget",
    "in 2018 the 500 workers",
    "32 Feb 2018",
    "99999999",
    "08/02/18",
    "",
    "yesterday at noon",
    "2018-13-40",
    "31 مهر 1400",
    "Mardi Gras 2018 in 3 parts",
    "29 February 2019",
]


@pytest.mark.parametrize(("written", "iso"), STAMPS)
def test_a_date_is_read_as_it_is_written(written: str, iso: str) -> None:
    stamp = find_stamp(written, StampOrigin.LABEL)
    assert stamp is not None
    assert (stamp.iso, stamp.origin) == (iso, StampOrigin.LABEL)


@pytest.mark.parametrize("written", NO_STAMPS)
def test_what_is_no_whole_date_gives_none(written: str) -> None:
    assert find_stamp(written, StampOrigin.TEXT) is None


@pytest.mark.parametrize(
    ("written", "day_first", "iso", "origin"),
    [
        ("02/08/2018", None, "2018-08-02", StampOrigin.GUESS),
        ("02/08/2018", True, "2018-08-02", StampOrigin.TEXT),
        ("02/08/2018", False, "2018-02-08", StampOrigin.TEXT),
        ("02/08/2018 8:55 PM EST", None, "2018-02-08T20:55-05:00", StampOrigin.TEXT),
        ("13/02/2018", None, "2018-02-13", StampOrigin.TEXT),
        ("02/13/2018", True, "2018-02-13", StampOrigin.TEXT),
        ("05/05/2018", None, "2018-05-05", StampOrigin.TEXT),
        ("02.08.2018", None, "2018-08-02", StampOrigin.TEXT),
    ],
)
def test_the_order_of_day_and_month_is_a_guess_only_where_nothing_tells(
    written: str, day_first: bool | None, iso: str, origin: StampOrigin
) -> None:
    stamp = find_stamp(written, StampOrigin.TEXT, day_first=day_first)
    assert stamp is not None
    assert (stamp.iso, stamp.origin) == (iso, origin)


def test_of_two_dates_the_first_is_found_and_the_search_can_go_on_behind_it() -> None:
    line = "Published 8 February 2018 | Updated 9 February 2018 11:30"
    first = locate(line, StampOrigin.LABEL)
    assert first is not None
    assert line[first.start : first.end] == "8 February 2018"
    second = locate(line, StampOrigin.LABEL, start=first.end)
    assert second is not None
    assert (second.stamp.iso, line[second.start : second.end]) == ("2018-02-09T11:30", "9 February 2018 11:30")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("Thursday, 08 February, 2018, 8:55pm", True),
        ("8. Februar 2018, 20:55 Uhr", True),
        ("2018年2月8日 星期四 20:55", True),
        ("Thu 8 Feb 2018 20:55 GMT", True),
        ("On 8 Feb 2018 the harbour froze", False),
        ("HARBOUR, Feb 8 2018", False),
        ("The harbour froze", False),
    ],
)
def test_a_date_line_says_nothing_but_the_date(line: str, answer: bool) -> None:
    assert is_date_line(line) is answer


@given(
    st.dates(min_value=date(1600, 1, 1), max_value=date(2199, 12, 31)),
    st.sampled_from(FORMS),
)
def test_a_day_printed_in_a_known_form_is_read_back(day: date, form: str) -> None:
    stamp = find_stamp(day.strftime(form), StampOrigin.TEXT)
    assert stamp is not None
    assert stamp.iso == day.isoformat()


@given(st.text(st.sampled_from("0123456789 :/-.,年月日時TZ+apmFebмарGMT\u0e21令和\n"), max_size=80))
def test_nothing_that_looks_like_a_date_raises(text: str) -> None:
    found = locate(text, StampOrigin.TEXT)
    assert found is None or 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("2018-02-08 harbour.html", "2018-02-08"),
        ("harbour_20180208.html", "2018-02-08"),
        ("Harbour (8_2_2018 20_55_10).html", None),
        ("harbour 2018.html", None),
        ("harbour.html", None),
    ],
)
def test_a_files_name_may_give_a_day(name: str, iso: str | None) -> None:
    stamp = in_file_name(name)
    assert (stamp and stamp.iso) == iso
    assert stamp is None or stamp.origin is StampOrigin.FILE_NAME


def test_a_paragraph_of_a_million_digits_takes_no_time() -> None:
    assert find_stamp("1 " * 500_000, StampOrigin.TEXT) is None
