// Comfort for every page; each part looks for its own elements. All pages work without any of it.
import { guard, saveByItself } from "./autosave.js";
import { moveLikeASheet } from "./grid.js";
import { insertFigures } from "./figure_picker.js";
import { leadToFindings } from "./findings.js";
import { follow } from "./progress.js";

document.querySelectorAll("form[data-autosave]").forEach(saveByItself);
document.querySelectorAll("form[data-guarded]").forEach(guard);
document.querySelectorAll("[data-grid]").forEach(moveLikeASheet);
document.querySelectorAll("[data-figures]").forEach(insertFigures);
document.querySelectorAll("[data-progress]").forEach(follow);
leadToFindings(document);
document.documentElement.classList.add("with-scripts");
document.querySelector(".steps [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
