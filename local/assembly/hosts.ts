/** The local runtime's DNS: URLs that the assembly writes for AWS, and where they lead here. */

export interface HostOptions {
  /** Origin of the app listener, `http://localhost:3000`. */
  readonly appUrl: string;
  /** Origin of the gateway, `http://127.0.0.1:4566`. */
  readonly awsUrl: string;
  /** Host names that reach the distribution: its CloudFront domain and its aliases. */
  readonly appHosts: readonly string[];
}

/** Rewrites every string in a resolved value. */
export type Rewrite = <T>(value: T) => T;

const COGNITO_DOMAIN = /https:\/\/([a-z0-9-]+)\.auth\.[a-z0-9-]+\.amazoncognito\.com/g;
// The issuer `https://cognito-idp.<region>.amazonaws.com/<pool>` is a claim in every token and must stay as it is:
// only the key set below it is an address that somebody fetches.
const KEY_SET = /https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com\/([\w-]+)\/\.well-known\/jwks\.json/g;
const RECAPTCHA = /https:\/\/www\.google\.com\/recaptcha\//g;
const HTTP_API = /https:\/\/([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com/g;
const BUCKET = /https:\/\/([a-z0-9][a-z0-9.-]*|\*)\.s3(?:\.[a-z0-9-]+)?\.amazonaws\.com/g;
const S3 = /https:\/\/s3(?:\.[a-z0-9-]+)?\.amazonaws\.com/g;

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * | the assembly says | it leads to |
 * |---|---|
 * | `https://<alias or distribution domain>` | the app listener |
 * | `https://<prefix>.auth.<region>.amazoncognito.com` | `<gateway>/_cognito/<prefix>` |
 * | `https://cognito-idp.<region>.amazonaws.com/<pool>/.well-known/jwks.json` | `<gateway>/_cognito/pools/<pool>/.well-known/jwks.json` |
 * | `https://<id>.execute-api.<region>.amazonaws.com` | `<gateway>/_execute-api/<id>` |
 * | `https://www.google.com/recaptcha/` | the stand-in below the app listener: `<app>/_local/recaptcha/` |
 * | `https://<bucket>.s3.<region>.amazonaws.com` | `<gateway>/<bucket>` |
 * | `https://s3.<region>.amazonaws.com` | `<gateway>` |
 */
export function createHosts(options: HostOptions): Rewrite {
  const { appUrl, awsUrl, appHosts } = options;
  const app =
    appHosts.length > 0
      ? new RegExp(`https://(?:${appHosts.map(escapeRegExp).join('|')})(?![\\w.-])`, 'g')
      : undefined;
  const rewriteText = (text: string): string => {
    if (!text.includes('https://')) return text;
    const rewritten = app === undefined ? text : text.replace(app, appUrl);
    return rewritten
      .replace(COGNITO_DOMAIN, `${awsUrl}/_cognito/$1`)
      .replace(KEY_SET, `${awsUrl}/_cognito/pools/$1/.well-known/jwks.json`)
      .replace(RECAPTCHA, `${appUrl}/_local/recaptcha/`)
      .replace(HTTP_API, `${awsUrl}/_execute-api/$1`)
      .replace(S3, awsUrl)
      .replace(BUCKET, `${awsUrl}/$1`);
  };
  const rewrite = (value: unknown): unknown => {
    if (typeof value === 'string') return rewriteText(value);
    if (Array.isArray(value)) return value.map(rewrite);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rewrite(item)]));
  };
  return rewrite as Rewrite;
}
