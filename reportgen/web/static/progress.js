// Long work: the server tells how far it is (server-sent events); where that fails, the page asks.

const SECONDS_BETWEEN = 3;

export function follow(box) {
  const address = box.dataset.progress;
  if (!window.EventSource) return ask(box, address);
  const events = new EventSource(`${address}/dien-bien`);
  let heard = false;
  events.addEventListener("tien-do", event => { heard = true; box.innerHTML = event.data; });
  events.addEventListener("xong", () => { events.close(); location.reload(); });
  events.addEventListener("error", () => {
    if (heard && events.readyState === EventSource.CONNECTING) { heard = false; return; }
    events.close();
    ask(box, address);
  });
}

async function ask(box, address) {
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (answer.ok) {
      box.innerHTML = await answer.text();
      if (box.querySelector(".tag:not(.info)")) return location.reload();
    }
  } catch { /* the server is away for a moment: ask again */ }
  setTimeout(() => ask(box, address), SECONDS_BETWEEN * 1000);
}
