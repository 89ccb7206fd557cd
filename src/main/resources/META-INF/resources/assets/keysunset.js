"use strict";

// With the origin: relative to a page that was opened as http://user:password@host, fetch refuses to go anywhere.
const API = `${location.origin}/api/v1`;
const AT_ONCE = 50;
const LATEST = 30;
const REFRESH_MS = 3000;

const byId = (id) => document.getElementById(id);
const shown = { state: "", q: "", limit: AT_ONCE };
const seen = new Set();
let dirty = true;

/** Text is only ever set as text: whatever a key, a principal or a reason is called, it cannot become markup. */
function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function words(name) {
  const text = name.replaceAll("_", " ").toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function moment(iso) {
  if (!iso) return element("span", "–");
  const made = element("time", iso.slice(0, 16).replace("T", " "));
  made.dateTime = iso;
  return made;
}

async function read(path) {
  const answer = await fetch(API + path, { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.detail || `The service answered ${answer.status}.`);
  }
  return answer.json();
}

function show(id, text) {
  byId(id).textContent = text;
  byId(id).hidden = !text;
}

function showStats(stats) {
  for (const box of document.querySelectorAll("[data-state]")) {
    box.querySelector("b").textContent = stats.retirementsByState[box.dataset.state] ?? 0;
    box.setAttribute("aria-pressed", String(box.dataset.state === shown.state));
  }
  const day = 86400 / stats.rate;
  show("clock", stats.rate > 1.01
    ? `The demo's clock says ${stats.now.slice(0, 16).replace("T", " ")} UTC: a day passes in ${day.toFixed(1)} seconds.`
    : "");
  show("stop", stats.stop.stopped
    ? `Stopped by ${stats.stop.stop.by}: ${stats.stop.stop.reason}. Nothing is disabled or scheduled; rollbacks go on.`
    : "");
}

function row(retirement) {
  const made = document.createElement("tr");
  const cell = (...content) => {
    const td = document.createElement("td");
    td.append(...content);
    made.append(td);
  };
  const arns = retirement.members.map((member) => member.keyArn);
  const regions = [...new Set(arns.map((arn) => arn.split(":")[3]))].join(", ");
  const link = element("a", retirement.aliases[0] ?? arns[0].split("/").pop());
  link.href = retirement._links.self.href;
  cell(link, element("small", retirement.reason));
  cell(element("span", words(retirement.state), `state ${retirement.state}`));
  cell(...retirement.attention.flatMap((wait) => [words(wait.kind), element("small", wait.detail)]));
  if (retirement.verdict) {
    cell(element("span", retirement.verdict.value, retirement.verdict.value), element("small", retirement.verdict.because));
  } else {
    cell("–");
  }
  cell(moment(retirement.since));
  cell(moment(retirement.nextStepAt));
  cell(retirement.accountId, element("small", regions));
  return made;
}

function showRetirements(page) {
  byId("retirements").replaceChildren(...page.items.map(row));
  byId("none").hidden = page.items.length > 0;
  byId("more").hidden = !page.nextCursor || shown.limit >= 500;
  byId("all").hidden = !shown.state;
}

function showRollbacks(page) {
  const items = page.items.map((rollback) => {
    const item = document.createElement("li");
    item.append(moment(rollback.opened.at), ` ${words(rollback.opened.because)} `);
    item.append(element("small", rollback.opened.detail));
    item.append(element("small", rollback.ended ? `Ended: ${rollback.ended.detail}` : "Members are being restored."));
    return item;
  });
  byId("rollbacks").replaceChildren(...(items.length ? items : [element("li", "None.")]));
}

function showMove(move) {
  if (seen.has(move.id)) return;
  seen.add(move.id);
  const item = document.createElement("li");
  item.append(moment(move.recorded.at), ` ${move.key} `, element("b", words(move.edge.to), move.edge.to));
  item.append(element("small", move.edge.detail));
  byId("events").prepend(item);
  while (byId("events").children.length > LATEST) byId("events").lastChild.remove();
  dirty = true;
}

async function refresh() {
  const query = new URLSearchParams({ limit: shown.limit });
  if (shown.state) query.set("state", shown.state);
  if (shown.q) query.set("q", shown.q);
  try {
    const [stats, retirements, rollbacks] = await Promise.all([
      read("/stats"), read(`/retirements?${query}`), read("/rollbacks?unresolved=true&limit=20"),
    ]);
    showStats(stats);
    showRetirements(retirements);
    showRollbacks(rollbacks);
    show("trouble", "");
  } catch (failure) {
    show("trouble", `What is shown may be old. ${failure.message}`);
  }
}

/** At most one refresh at a time; sooner than the interval when something moved. */
async function keepFresh() {
  for (let waited = REFRESH_MS; ; waited += 500) {
    if (!document.hidden && (waited >= REFRESH_MS || dirty)) {
      dirty = false;
      waited = 0;
      await refresh();
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function ask(change) {
  Object.assign(shown, { limit: AT_ONCE }, change);
  dirty = true;
}

for (const box of document.querySelectorAll("[data-state]")) {
  box.addEventListener("click", () => ask({ state: shown.state === box.dataset.state ? "" : box.dataset.state }));
}
byId("all").addEventListener("click", () => ask({ state: "" }));
byId("q").addEventListener("input", (event) => ask({ q: event.target.value.trim() }));
byId("more").addEventListener("click", () => ask({ limit: Math.min(500, shown.limit * 2) }));

const moves = new EventSource(`${API}/events`);
moves.addEventListener("moved", (event) => showMove(JSON.parse(event.data)));

read("/me").then((me) => show("who", `${me.name} (${me.roles.join(", ")})`)).catch(() => {});
keepFresh();
