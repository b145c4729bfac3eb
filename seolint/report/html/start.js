"use strict";
// Runs before the page is shown, so that colours chosen before do not flash.

const THEME = "seolint-theme";

/** What was chosen before, "" when nothing was or the browser keeps nothing. */
function chosenTheme() {
  try {
    return localStorage.getItem(THEME) ?? "";
  } catch {
    return "";
  }
}

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(THEME, theme);
  } catch {
    // Then it holds until the page is closed.
  }
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** The button that turns dark colours on and off, and says which of the two it does. */
function themeButton(button) {
  const show = () => {
    button.textContent = isDark() ? button.dataset.light : button.dataset.dark;
  };
  button.addEventListener("click", () => {
    setTheme(isDark() ? "light" : "dark");
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  show();
}

if (chosenTheme()) document.documentElement.dataset.theme = chosenTheme();
document.documentElement.classList.add("has-script");
document.addEventListener("DOMContentLoaded", () => {
  themeButton(document.getElementById("dark"));
  new Page(JSON.parse(document.getElementById("data").textContent)).start();
});
