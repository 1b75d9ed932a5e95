// What the bundle holds: Plotly's core (scatter is part of it), bars and treemaps.
import Plotly from "plotly.js/lib/core";
import bar from "plotly.js/lib/bar";
import treemap from "plotly.js/lib/treemap";

Plotly.register([bar, treemap]);
globalThis.Plotly = Plotly;
