"use strict";
// Draws the charts from their options, and lets tables be sorted and filtered. Nothing is loaded and nothing is sent.
(() => {
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const drawn = [];
  const style = () => getComputedStyle(document.documentElement);
  const colour = (name) => style().getPropertyValue(`--${name}`).trim();
  const percent = (value) => `${(value * 100).toLocaleString("en", { maximumFractionDigits: 1 })}%`;
  const figure = (value) => Number(value).toLocaleString("en", { maximumFractionDigits: value < 100 ? 2 : 0 });
  const short = (value) => Number(value).toLocaleString("en", { notation: "compact" });

  const isPercent = (options) => [options.xAxis, options.yAxis].flat().some((axis) => axis && axis._percent);

  // An axis in the colours of the page, written as percentages where its figures are shares.
  const dressed = (axis) => {
    const label = { color: colour("soft"), hideOverlap: true, ...axis.axisLabel };
    if (axis.type === "value") label.formatter = axis._percent ? percent : short;
    return { ...axis, axisLabel: label, axisLine: { lineStyle: { color: colour("line") } },
      nameTextStyle: { color: colour("soft") }, splitLine: { show: axis.type === "value", lineStyle: { color: colour("line") } } };
  };
  const each = (value, change) => (Array.isArray(value) ? value.map(change) : value && change(value));

  // The last figure of a series, with its period.
  const latest = (data, periods) => {
    const last = data.findLastIndex((value) => value != null);
    return last < 0 ? "none" : `${percent(data[last])} in ${periods[last]}`;
  };

  // A legend that shows all of its names, in as many lines as it takes; the chart moves down and grows by them.
  const lines = (names, width) => {
    let [count, used] = [1, 0];
    for (const name of names) {
      const needed = 44 + 6.6 * name.length;
      if (used > 0 && used + needed > width - 16) [count, used] = [count + 1, 0];
      used += needed;
    }
    return count;
  };
  const legendLines = (given, width) => (given.legend ? lines(given.series.map((series) => series.name || ""), width) : 1);

  // Small multiples: as many beside each other as there is room for, all on the scale from nothing to the whole.
  const columnsOf = (width) => (width < 420 ? 2 : 3);
  const laidOut = (given, width) => {
    if (!given._multiples) return given;
    const columns = columnsOf(width);
    const rows = Math.ceil(given._multiples.length / columns);
    const [w, h] = [100 / columns, 100 / rows];
    const places = given._multiples.map((_, number) => [(number % columns) * w, Math.floor(number / columns) * h]);
    const axis = { axisLabel: { show: false }, axisTick: { show: false } };
    return {
      ...given,
      title: given._multiples.map(({ name, data }, number) => ({ text: name, subtext: latest(data, given._periods), itemGap: 3,
        left: `${places[number][0] + 1}%`, top: `${places[number][1] + 1}%`,
        textStyle: { fontSize: 11, lineHeight: 15, fontWeight: "normal", width: (width * (w - 3)) / 100, overflow: "truncate" },
        subtextStyle: { fontSize: 11, lineHeight: 15, fontWeight: "bold" } })),
      grid: places.map(([left, top]) => ({ left: `${left + 1}%`, top: `${top + h * 0.38}%`, width: `${w - 4}%`, height: `${h * 0.5}%`, containLabel: false })),
      xAxis: places.map((_, number) => ({ ...axis, type: "category", data: given._periods, gridIndex: number, boundaryGap: false })),
      yAxis: places.map((_, number) => ({ ...axis, type: "value", min: 0, max: 1, interval: 0.5, gridIndex: number, _percent: true })),
      series: given._multiples.map(({ name, data }, number) => ({ type: "line", name, data, xAxisIndex: number, yAxisIndex: number,
        _colour: 1, areaStyle: { opacity: 0.15 }, symbolSize: 5 })),
    };
  };

  const options = (chart) => {
    const given = laidOut(chart.options, document.getElementById(`chart-${chart.id}`).clientWidth);
    const shares = isPercent(given);
    const width = document.getElementById(`chart-${chart.id}`).clientWidth;
    const narrow = width < 480;
    const broken = { label: { width: 58, overflow: "break", lineHeight: 12 } }; // names at both ends of a route
    const ends = [{ depth: 0, ...broken }, { depth: 1 }, { depth: 2, ...broken }];
    const more = 20 * (legendLines(given, width) - 1);
    return {
      ...given,
      grid: more ? { ...given.grid, top: given.grid.top + more } : given.grid,
      animation: false,
      color: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => colour(`c${number}`)),
      textStyle: { color: colour("ink"), fontFamily: getComputedStyle(document.body).fontFamily },
      aria: { enabled: true, label: { description: chart.text } },
      title: each(given.title, (title) => ({ ...title, textStyle: { ...title.textStyle, color: colour("ink") },
        subtextStyle: { ...title.subtextStyle, color: colour("ink") } })),
      legend: given.legend && { ...given.legend, textStyle: { color: colour("ink") }, pageTextStyle: { color: colour("ink") } },
      tooltip: given.tooltip && { ...given.tooltip, confine: true, backgroundColor: colour("paper"), borderColor: colour("line"),
        textStyle: { color: colour("ink") },
        valueFormatter: (value) => (value == null || value === "-" ? "none" : shares ? percent(value) : figure(value)) },
      xAxis: each(given.xAxis, dressed),
      yAxis: each(given.yAxis, (axis) => {
        const made = dressed(axis);
        if (narrow && axis.axisLabel && axis.axisLabel.width) made.axisLabel = { ...made.axisLabel, width: 118, fontSize: 10, lineHeight: 11 };
        return made;
      }),
      series: given.series.map((series) => (series._colour ? { ...series, color: colour(`c${series._colour}`) } : series.type === "sankey"
        ? { ...series, right: narrow ? 62 : series.right, label: { color: colour("ink"), fontSize: narrow ? 10 : 12 }, levels: narrow ? ends : [] }
        : series)),
    };
  };

  // The height of a chart: small multiples stand in more rows where there is less room.
  const tall = (chart, width) => {
    const { _multiples: multiples } = chart.options;
    if (multiples) return 120 * Math.ceil(multiples.length / columnsOf(width)) + 20;
    return chart.height + 20 * (legendLines(chart.options, width) - 1);
  };

  const draw = () => charts.forEach((chart, number) => {
    const place = document.getElementById(`chart-${chart.id}`);
    drawn[number] ??= echarts.init(place, null, { renderer: "svg" });
    place.style.height = `${tall(chart, place.clientWidth)}px`;
    drawn[number].resize();
    drawn[number].setOption(options(chart), true);
  });
  draw();
  addEventListener("resize", draw);
  addEventListener("beforeprint", draw);
  addEventListener("afterprint", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);

  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    const count = document.getElementById(`${table.id}-count`);

    // A cell without a figure stays last, whichever way the column is sorted.
    const compare = (column, direction) => (a, b) => {
      const [x, y] = [a.cells[column], b.cells[column]].map((cell) => cell.dataset.value ?? cell.textContent);
      if (x === "" || y === "") return (x === "") - (y === "");
      const both = Number(x) - Number(y);
      return direction * (Number.isNaN(both) ? x.localeCompare(y, "en", { numeric: true }) : both);
    };
    heads.forEach((head, column) => head.querySelector(".sort").addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "descending" || (!head.hasAttribute("aria-sort") && !head.classList.contains("figure"));
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "ascending" : "descending");
      body.append(...rows.sort(compare(column, down ? 1 : -1)));
    }));

    const filter = document.getElementById(`${table.id}-filter`);
    filter.addEventListener("input", () => {
      const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        shown += !row.hidden;
      }
      count.textContent = `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} rows`;
    });
  }
  document.documentElement.dataset.ready = "true";
})();
