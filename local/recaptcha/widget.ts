/** The script of the stand-in: reCAPTCHA's checkbox by its own interface (`render`, `reset`, `getResponse`). */
export const WIDGET = `(() => {
  const base = new URL('.', document.currentScript.src);
  const onload = new URL(document.currentScript.src).searchParams.get('onload');
  const widgets = [];
  const zeros = (bytes) => {
    let count = 0;
    for (const byte of bytes) {
      if (byte !== 0) return count + Math.clz32(byte) - 24;
      count += 8;
    }
    return count;
  };
  const solve = async ({ challenge, bits }) => {
    for (let nonce = 0; ; nonce++) {
      const text = new TextEncoder().encode(challenge + ':' + nonce);
      if (zeros(new Uint8Array(await crypto.subtle.digest('SHA-256', text))) >= bits) return String(nonce);
    }
  };
  const post = async (path, body) =>
    (await fetch(new URL(path, base), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })).json();
  window.grecaptcha = {
    ready: (then) => then(),
    render: (place, options) => {
      const element = typeof place === 'string' ? document.getElementById(place) : place;
      const label = document.createElement('label');
      const box = document.createElement('input');
      box.type = 'checkbox';
      label.append(box, ' ' + (document.documentElement.lang.startsWith('de') ? 'Ich bin ein Mensch' : 'I am a person'));
      element.replaceChildren(label);
      const widget = { box, options, token: '' };
      box.addEventListener('change', async () => {
        if (!box.checked || box.disabled) return;
        box.disabled = true;
        const asked = await post('challenge', { sitekey: options.sitekey });
        const { token } = await post('answer', { challenge: asked.challenge, nonce: await solve(asked) });
        widget.token = token;
        options.callback?.(token);
      });
      return widgets.push(widget) - 1;
    },
    reset: (id = 0) => {
      const widget = widgets[id];
      widget.token = '';
      widget.box.checked = widget.box.disabled = false;
    },
    getResponse: (id = 0) => widgets[id].token,
  };
  if (onload) window[onload]?.();
})();
`;
