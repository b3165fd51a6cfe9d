/**
 * Runs in a page's head, inline: loads the scripts that its own tag lists in `data-sources` once the page has been
 * painted. Their arrival would take the first moments of the page's new process otherwise, and the words would come
 * later. From a server that is far away they arrive no sooner than that, and are asked for at once. A page that is
 * not shown is not painted, so it does not wait; nor does any for ever for a frame that does not come. A script that
 * is lost on its way is asked for again: a device whose network changes just then loses all that is under way.
 *
 * The last press of a button that the scripts are not there for yet (components/ui/early-button.tsx) is kept in the
 * page, as its being busy.
 */
export function loadAfterPaint() {
  const keepPress = (event) => {
    const button = event.target.closest('[data-early]');
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    document.querySelector('[data-early][aria-busy]')?.removeAttribute('aria-busy');
    button.setAttribute('aria-busy', 'true');
  };
  // On its way down, and no further: React, whose scripts may be half there, would stop it and act on nothing.
  document.addEventListener('click', keepPress, true);
  const farMs = 50;
  const sources = document.currentScript.dataset.sources.split(' ');
  const [{ requestStart, responseStart } = {}] = performance.getEntriesByType('navigation');
  const fetchScript = (src, againMs) => {
    const script = Object.assign(document.createElement('script'), { src });
    script.addEventListener('error', (event) => {
      // Next's runtime listens on an element that it finds here, after us, and would give the page up.
      event.stopImmediatePropagation();
      setTimeout(fetchScript, againMs, src, Math.min(2 * againMs, 8_000));
    });
    document.head.append(script);
  };
  const load = () => {
    for (const src of sources.splice(0)) fetchScript(src, 500);
  };
  if (document.hidden || responseStart - requestStart > farMs) return load();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = load;
  // The first task after a frame's callbacks comes when the frame has been painted.
  const onFrame = () => port2.postMessage(0);
  document.addEventListener('DOMContentLoaded', () => requestAnimationFrame(onFrame));
  setTimeout(load, 1_000);
}
