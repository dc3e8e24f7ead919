import { useEffect, useRef } from 'react';

/** reCAPTCHA's own interface (https://developers.google.com/recaptcha/docs/display). */
interface Widgets {
  readonly render: (
    place: HTMLElement,
    options: {
      readonly sitekey: string;
      readonly callback: (token: string) => void;
      readonly 'expired-callback': () => void;
    },
  ) => number;
}

declare global {
  interface Window {
    grecaptcha?: Widgets;
    gangwayCaptchaReady?: () => void;
  }
}

let loading: Promise<void> | undefined;

/** Loads the script once; the service calls back when it can draw. */
function load(address: string): Promise<void> {
  loading ??= new Promise<void>((resolve, reject) => {
    window.gangwayCaptchaReady = resolve;
    const script = document.createElement('script');
    script.src = `${address}?onload=gangwayCaptchaReady&render=explicit`;
    script.onerror = () => {
      loading = undefined;
      reject(new Error('The script of the captcha cannot be loaded.'));
    };
    document.head.append(script);
  });
  return loading;
}

interface Props {
  readonly siteKey: string;
  readonly scriptUrl: string;
  /** A token that is good once; undefined when it has expired. */
  readonly onToken: (token: string | undefined) => void;
  readonly onFailed: () => void;
}

/** Asks whether a person is there. Give it a new `key` for another token. */
export function Captcha({ siteKey, scriptUrl, onToken, onFailed }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const told = useRef({ onToken, onFailed });
  told.current = { onToken, onFailed };
  useEffect(() => {
    const frame = document.createElement('div');
    place.current?.replaceChildren(frame);
    let gone = false;
    load(scriptUrl).then(
      () => {
        if (gone) return;
        window.grecaptcha?.render(frame, {
          sitekey: siteKey,
          callback: (token) => told.current.onToken(token),
          'expired-callback': () => told.current.onToken(undefined),
        });
      },
      () => told.current.onFailed(),
    );
    return () => {
      gone = true;
    };
  }, [siteKey, scriptUrl]);
  return <div ref={place} style={{ minHeight: 28 }} />;
}
