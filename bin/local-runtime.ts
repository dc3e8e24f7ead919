/** What this product needs of the local runtime: the secrets that ops would have put into Secrets Manager, and a model. */
import { randomBytes } from 'node:crypto';
import { startRuntime } from '../local/runtime.ts';

type Options = Parameters<typeof startRuntime>[0];

/** Never asked for: on a laptop the app is served without TLS. */
const CERTIFICATE = 'arn:aws:acm:us-east-1:000000000000:certificate/local';

/** Any: the stand-in for reCAPTCHA and the functions that ask it have the same. */
const CAPTCHA_SECRET = randomBytes(24).toString('base64url');

/** The providers' local stand-ins accept any client: what counts is that both sides have the same. */
const provider = (name: string) =>
  JSON.stringify({ client_id: `gangway-${name}`, client_secret: randomBytes(24).toString('base64url') });

export function startLocal(options: Options): ReturnType<typeof startRuntime> {
  const { GANGWAY_MODEL_URL: url, GANGWAY_MODEL_NAME: name, GANGWAY_MODEL_KEY: key } = process.env;
  return startRuntime({
    secrets: {
      'gangway/dev/google': provider('google'),
      'gangway/dev/microsoft': provider('microsoft'),
      'gangway/dev/captcha': CAPTCHA_SECRET,
    },
    recaptchaSecret: CAPTCHA_SECRET,
    ...(url && { model: { url, ...(name && { name }), ...(key && { key }) } }),
    parameters: { CertificateArn: CERTIFICATE },
    ...options,
  });
}
