"""The page in a browser: charts drawn, tables sorted and filtered by keyboard, no error, and no request leaves it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from origin.monitoring.making import make
from origin.monitoring.page import page_of
from origin.monitoring.request import Request
from tests.monitoring import simulated_trade as simulated
from tests.monitoring.conftest import DECLARATIONS, HEADER, write_csv

pytestmark = pytest.mark.slow
SHOTS = Path(os.environ.get("ORIGIN_SCREENSHOTS", Path(__file__).resolve().parents[2] / "dist" / "screenshots"))
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars"
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A page of each kind of report."""
    import random

    import yaml

    from tests.monitoring.test_verification import BASE

    folder = tmp_path_factory.mktemp("pages")
    (folder / "mapping.yaml").write_text(yaml.safe_dump({"mapping": 1, **DECLARATIONS}), encoding="utf-8")
    draw = random.Random(1)
    agreements = {"KR": "EU-Korea", "VN": "EU-Vietnam", "CH": "EU-Switzerland", "JP": "EU-Japan", "MA": "EU-Morocco"}
    rows = [
        (
            "DE",
            country,
            draw.choice(["6109", "8708", "2009"]),
            f"{year}-05-01",
            f"{draw.lognormvariate(9, 1):.2f}",
            "10",
            draw.choice(["100", "300", "300"]),
            draw.choice("YYYN"),
            agreements[country],
            "12",
            "0",
            "40",
        )
        for country in agreements
        for year in range(2020, 2026)
        for _ in range(30)
    ]
    cases = [
        {
            **BASE,
            "case": str(number),
            "reporter": draw.choice(["DE", "FR"]),
            "partner": (country := draw.choice([*agreements])),
            "agreement": agreements[country],
            "outcome": draw.choice(["originating"] * 4 + ["not_originating"]),
        }
        for number in range(200)
    ]
    imports = write_csv(folder / "imports.csv", HEADER, rows)
    checks = write_csv(folder / "cases.csv", list(BASE), [list(case.values()) for case in cases])
    planted = simulated.plant(3, 0.5)
    trade = simulated.write(folder / "trade.csv", 3, planted)
    (folder / "trade.yaml").write_text(
        json.dumps(simulated.MAPPING.model_dump(exclude_defaults=True)), encoding="utf-8"
    )
    common: dict[str, Any] = {"data": (str(imports),), "mapping": str(folder / "mapping.yaml")}
    requests = {
        "utilisation": Request("utilisation", **common),
        "verification": Request("verification", verifications=(str(checks),), as_of="2025-06-30", **common),
        "overview": Request("overview", verifications=(str(checks),), as_of="2025-06-30", **common),
        "circumvention": Request(
            "circumvention",
            (str(trade),),
            str(folder / "trade.yaml"),
            code="heading",
            measured=("CN",),
            since="2019-01-01",
            codes=planted.struck,
            importers=("US",),
        ),
    }
    found = {}
    for name, request in requests.items():
        made = make(request, date(2025, 6, 30))
        assert made.value is not None, made.problems
        found[name] = folder / f"{name}.html"
        found[name].write_text(page_of(made.value.report), encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Chromium with its driver; skips where either is missing."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip("chromium or chromedriver is not installed")
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in FLAGS.split():
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield started
    started.quit()


def show(browser: Any, page: Path, width: int, scheme: str) -> None:
    """Opens a page in a window of some width, light or dark."""
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    metrics = {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(page.as_uri())
    becomes_true(browser, "return document.documentElement.dataset.ready === 'true'", "the page is not drawn")


def becomes_true(browser: Any, script: str, otherwise: str) -> None:
    """Waits until a script tells true: a page is laid out again when the window takes another width."""
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, 20, 0.05).until(lambda one: one.execute_script(script) is True, otherwise)


KINDS = ("utilisation", "verification", "circumvention", "overview")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_a_page_draws_its_charts_and_asks_for_nothing(
    browser: Any, pages: dict[str, Path], kind: str, width: int, scheme: str
) -> None:
    """Every chart has marks and words, no error is logged, only the file itself is loaded, nothing overflows."""
    browser.get_log("browser")
    browser.get_log("performance")
    show(browser, pages[kind], width, scheme)
    charts = browser.execute_script(
        "return [...document.querySelectorAll('.chart')].map(c => [c.querySelectorAll('svg path').length, "
        "c.getAttribute('aria-label') || ''])"
    )
    assert charts
    assert all(marks > 3 and len(words) > 20 for marks, words in charts), charts
    assert [entry for entry in browser.get_log("browser") if entry["level"] in {"SEVERE", "WARNING"}] == []
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
    assert {pages[kind].as_uri()} >= {url for url in asked if not url.startswith("data:")}
    becomes_true(browser, "return document.documentElement.scrollWidth <= innerWidth", "the page scrolls sideways")
    SHOTS.mkdir(parents=True, exist_ok=True)
    height = min(browser.execute_script("return document.documentElement.scrollHeight"), 5000)
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.save_screenshot(str(SHOTS / f"{kind}-{width}-{scheme}.png"))


def test_a_table_is_sorted_and_filtered_by_keyboard(browser: Any, pages: dict[str, Path]) -> None:
    """Enter on a heading sorts, with cells without a figure last; typing in the filter leaves the rows that match."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    show(browser, pages["utilisation"], 1280, "light")
    head = browser.find_element(By.CSS_SELECTOR, "#use-by-partner th:nth-child(2)")
    head.find_element(By.CSS_SELECTOR, ".sort").send_keys(Keys.ENTER)
    assert head.get_attribute("aria-sort") == "descending"
    script = (
        "return [...document.querySelectorAll('#use-by-partner tbody tr')].map(r => Number(r.cells[1].dataset.value))"
    )
    values = browser.execute_script(script)
    assert sorted(values, reverse=True) == values
    head.find_element(By.CSS_SELECTOR, ".sort").send_keys(Keys.ENTER)
    assert sorted(values) == browser.execute_script(script)
    browser.find_element(By.ID, "use-by-partner-filter").send_keys("vn")
    shown = browser.execute_script(
        "return [...document.querySelectorAll('#use-by-partner tbody tr:not([hidden])')].length"
    )
    assert shown == 1
    assert browser.find_element(By.ID, "use-by-partner-count").text == "1 of 5 rows"
    about = head.find_element(By.CSS_SELECTOR, ".about")
    about.send_keys(Keys.ENTER)
    assert browser.find_element(By.ID, "about-use-by-partner-total").is_displayed()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_have_contrast(browser: Any, pages: dict[str, Path], scheme: str) -> None:
    """Ink, soft ink and accent stand out from paper and wash by 4.5 to 1, the colours of charts by 3 to 1."""
    show(browser, pages["utilisation"], 1280, scheme)
    names = ["ink", "soft", "accent", "paper", "wash", *(f"c{number}" for number in range(1, 9))]
    style = "const style = getComputedStyle(document.documentElement); "
    script = style + "return arguments[0].map(name => style.getPropertyValue('--' + name).trim())"
    colours = dict(zip(names, browser.execute_script(script, names), strict=True))

    def light(colour: str) -> float:
        digits = colour.lstrip("#")
        digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
        parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one: str, other: str) -> float:
        a, b = sorted((light(colours[one]), light(colours[other])))
        return (b + 0.05) / (a + 0.05)

    for ground in ("paper", "wash"):
        assert all(contrast(name, ground) >= 4.5 for name in ("ink", "soft", "accent"))
    assert all(contrast(f"c{number}", "paper") >= 3 for number in range(1, 9))
