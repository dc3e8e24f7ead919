import * as z from 'zod';
import { captcha } from '../../shared/identity/captcha.ts';
import { demoMode } from '../../shared/identity/demo-mode.ts';
import { PROVIDERS, type Provider } from '../../shared/identity/sign-in.ts';
import { signUpMode } from '../../shared/identity/sign-up-mode.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';

const providers = Object.keys(PROVIDERS) as [Provider, ...Provider[]];

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/auth/config',
  summary: 'How people can sign in, and who may open an account (ID-14)',
  access: 'public',
  responses: {
    200: {
      description: 'The options; `captcha` is null where nobody is asked for one',
      schema: z.object({
        providers: z.array(z.enum(providers)),
        sign_up_mode: z.enum(['open', 'invite', 'domain']),
        demo: z
          .object({ hours: z.number() })
          .nullable()
          .meta({ description: 'How long a demonstration lasts; null where there is none (ID-06)' }),
        captcha: z.object({ site_key: z.string(), script_url: z.string() }).nullable(),
      }),
    },
  },
  uses: { captcha: true, signUp: true, demo: true },
});

export const handler = serve(route, async () => {
  const [config, demo] = [captcha(), demoMode()];
  return ok({
    providers,
    sign_up_mode: signUpMode().mode,
    demo: demo ? { hours: demo.hours } : null,
    captcha: config === 'off' ? null : { site_key: config.siteKey, script_url: config.scriptUrl },
  });
});
