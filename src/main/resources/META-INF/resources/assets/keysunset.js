"use strict";

// Pages are whole without this script. With it, what is marked as live follows what happens.

const SOONEST_MS = 2000;
const LATEST_MS = 15000;
let refreshed = 0;
let due = false;

/** Asks every live part of the page to be read again, at most so often, and not while nobody looks. */
function keepFresh() {
  const waited = Date.now() - refreshed;
  if (!document.hidden && (waited >= LATEST_MS || (due && waited >= SOONEST_MS))) {
    refreshed = Date.now();
    due = false;
    document.body.dispatchEvent(new Event("refresh"));
  }
}

function reads(part) {
  const selection = getSelection();
  return part.querySelector(":focus-visible")
    || (selection && !selection.isCollapsed && part.contains(selection.anchorNode));
}

/** What somebody has reached with the keyboard, opened, or marked to copy stays as it is until they leave it. */
document.addEventListener("htmx:beforeSwap", (event) => {
  const part = event.detail.target;
  if (part.hasAttribute("data-live") && reads(part)) {
    event.detail.shouldSwap = false;
    due = true;
  }
});

/** A live part that is opened by its reader stays open. */
document.addEventListener("htmx:beforeSwap", (event) => {
  const open = [...event.detail.target.querySelectorAll("details[open][id]")].map((details) => details.id);
  document.addEventListener("htmx:afterSwap", () => {
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  }, { once: true });
});

/** Programs are told of a problem in JSON; what is asked for here is for people. */
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers.Accept = "text/html";
});

/** A list that is refused gives way to the words that say why, and its address is not kept. What follows by itself stays. */
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = event.detail;
  if (xhr.status < 400 || xhr.status >= 500 || target.hasAttribute("data-live")) return;
  const words = new DOMParser().parseFromString(xhr.response, "text/html").querySelector("[role=alert]");
  if (words) {
    target.replaceChildren(words);
    event.detail.isError = false;
  }
});

/** Where no answer can be shown, what is shown may be old, and the page says so. */
function upToDate(yes) {
  const note = document.getElementById("outdated");
  if (note) note.hidden = yes;
}
document.addEventListener("htmx:sendError", () => upToDate(false));
// Told after every answer, the one of a proxy whose service is gone included.
document.addEventListener("htmx:afterOnLoad", (event) => upToDate(event.detail.successful === true));

if (document.querySelector("[data-live]")) {
  // With the origin: relative to a page that was opened as http://user:password@host, nothing can be fetched.
  const moves = new EventSource(`${location.origin}/api/v1/events`);
  moves.addEventListener("moved", () => { due = true; });
  refreshed = Date.now();
  setInterval(keepFresh, 500);
}
