/**
 * The page's only script; everything works without it. It looks at lists again while somebody watches,
 * and gives an email's frame the height of the email. Kept as a text, because what is built holds no
 * other files than programs.
 */
export const script = `
const every = 5000;

function busy(main) {
  const active = document.activeElement;
  const reading = String(getSelection() ?? '') !== '';
  return document.hidden || reading || (active !== null && active !== main && main.contains(active));
}

async function lookAgain(main) {
  if (busy(main)) return;
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok || busy(main)) return;
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const selector of ['main', '.side']) {
    const now = document.querySelector(selector);
    const then = next.querySelector(selector);
    if (!now || !then || now.innerHTML === then.innerHTML || now.contains(document.activeElement) && now !== document.activeElement) continue;
    const open = new Map([...now.querySelectorAll('details[id]')].map((one) => [one.id, one.open]));
    const places = [...now.querySelectorAll('.scroll')].map(({ scrollLeft }) => scrollLeft);
    const y = scrollY;
    now.replaceChildren(...then.childNodes);
    for (const one of now.querySelectorAll('details[id]')) one.open = open.get(one.id) ?? one.open;
    now.querySelectorAll('.scroll').forEach((box, index) => { box.scrollLeft = places[index] ?? 0; });
    scrollTo(scrollX, y);
  }
}

const main = document.querySelector('main[data-live]');
if (main) setInterval(() => { lookAgain(main).catch(() => {}); }, every);

function fit(frame) {
  const body = frame.contentDocument?.documentElement;
  if (body) frame.style.height = Math.min(6000, Math.max(200, body.scrollHeight)) + 'px';
}

for (const frame of document.querySelectorAll('iframe.message')) {
  frame.addEventListener('load', () => fit(frame));
  addEventListener('resize', () => fit(frame));
  fit(frame);
}
`.trim();
