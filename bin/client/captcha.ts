/** Does the work that the local stand-in for reCAPTCHA asks for, as its checkbox does in a browser. */
import { createHash } from 'node:crypto';

/** @returns a token that is good once, for two minutes */
export async function captchaToken(appUrl: string): Promise<string> {
  const post = async (path: string, body: object) => {
    const response = await fetch(`${appUrl}/_local/recaptcha/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  const { challenge, bits } = await post('challenge', {});
  for (let nonce = 0; ; nonce++) {
    const hash = createHash('sha256')
      .update(`${String(challenge)}:${nonce}`)
      .digest();
    if (hash.readUInt32BE() >>> (32 - Number(bits)) !== 0) continue;
    const { token } = await post('answer', { challenge, nonce: String(nonce) });
    return String(token);
  }
}
