// A button on each figure that has data of its own; Plotly is loaded only when it is pressed.
(() => {
  const chart = new URL("../chart/", document.currentScript.src);
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  let library;

  const element = (name, fields) => Object.assign(document.createElement(name), fields);

  // Every string a trace or layout holds: tokens become their values, the rest is plain text.
  // (Plotly reads a few HTML tags in its texts.)
  const plain = (value) => {
    if (typeof value === "string") {
      if (value.startsWith("var:")) {
        return getComputedStyle(root).getPropertyValue("--" + value.slice(4)).trim();
      }
      return value.replace(/[&<>]/g, (sign) => escapes[sign]);
    }
    if (Array.isArray(value)) return value.map(plain);
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, plain(held)]));
    }
    return value;
  };

  const added = (node) =>
    new Promise((done, failed) => {
      node.onload = done;
      node.onerror = () => {
        node.remove();
        failed(new Error("not loaded"));
      };
      document.head.append(node);
    });

  const load = () => {
    library ??= Promise.all([
      window.Plotly || added(element("script", { src: new URL("plotly.min.js", chart).href })),
      added(element("link", { rel: "stylesheet", href: new URL("plotly.css", chart).href })),
    ]).catch((error) => {
      library = undefined;
      throw error;
    });
    return library;
  };

  const read = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  // The toolbar's words: ours where the figure brings them, else Plotly's own.
  const nameButtons = (plot, { words = {}, modeBarButtons = [] }) => {
    const names = modeBarButtons.flat();
    const bar = plot.querySelector(".modebar");
    if (bar && words.toolbar) bar.setAttribute("aria-label", words.toolbar);
    plot.querySelectorAll(".modebar-btn").forEach((button, place) => {
      const word = words[names[place]] || button.getAttribute("aria-label");
      button.title = word;
      button.setAttribute("aria-label", word);
      button.removeAttribute("data-title");
      button.tabIndex = 0;
    });
  };

  const draw = async (plot, figure) => {
    const layout = { ...plain(figure.layout), uirevision: "kept" };
    if (still.matches) delete layout.transition;
    const { words, ...config } = figure.config || {};
    await window.Plotly.react(plot, plain(figure.data), layout, {
      ...config,
      displaylogo: false,
      showSendToCloud: false,
      responsive: true,
    });
    nameButtons(plot, figure.config || {});
  };

  const equip = (place) => {
    const { figure: address, explore, close, failed, table = "" } = place.dataset;
    const button = element("button", { type: "button", className: "explore", textContent: explore });
    const status = element("p", { className: "explore-status" });
    button.setAttribute("aria-expanded", "false");
    status.setAttribute("role", "status");
    let plot, figure, busy;

    const shut = () => {
      window.Plotly?.purge(plot);
      plot.remove();
      plot = undefined;
      button.textContent = explore;
      button.setAttribute("aria-expanded", "false");
    };

    const open = async () => {
      status.textContent = "";
      [figure] = await Promise.all([read(address), load()]);
      plot = element("div", { className: "plot" });
      plot.setAttribute("role", "group");
      const name = figure.layout.meta?.title || explore;
      plot.setAttribute("aria-label", [name, table].filter(Boolean).join(" – "));
      button.after(plot);
      await draw(plot, figure);
      button.textContent = close;
      button.setAttribute("aria-expanded", "true");
    };

    const fail = () => {
      if (plot) shut();
      status.textContent = [failed, table].filter(Boolean).join(" ");
    };

    button.addEventListener("click", async () => {
      if (busy) return;
      busy = true;
      button.setAttribute("aria-busy", "true");
      try {
        if (plot) shut();
        else await open();
      } catch {
        fail();
      }
      button.removeAttribute("aria-busy");
      busy = false;
    });
    dark.addEventListener("change", () => plot && !busy && draw(plot, figure).catch(fail));
    place.append(status, button);
  };

  document.querySelectorAll("figure[data-figure]").forEach(equip);
})();
