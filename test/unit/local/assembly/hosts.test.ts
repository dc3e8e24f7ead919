import { expect, test } from 'vitest';
import { createHosts } from '../../../../local/assembly/hosts.ts';

const rewrite = createHosts({
  appUrl: 'http://localhost:3000',
  awsUrl: 'http://127.0.0.1:4566',
  appHosts: ['d111.cloudfront.net', 'app.example.com'],
});

const issuer = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab1';

test.each([
  ['https://app.example.com', 'http://localhost:3000'],
  ['https://app.example.com/auth/callback?x=1', 'http://localhost:3000/auth/callback?x=1'],
  ['https://d111.cloudfront.net/', 'http://localhost:3000/'],
  ['https://app.example.com.evil.test/', 'https://app.example.com.evil.test/'],
  ['https://my-app.example.com', 'https://my-app.example.com'],
  ['app.example.com', 'app.example.com'],
  [
    'https://login.auth.eu-west-1.amazoncognito.com/oauth2/token',
    'http://127.0.0.1:4566/_cognito/login/oauth2/token',
  ],
  [issuer, issuer],
  [`${issuer}/.well-known/openid-configuration`, `${issuer}/.well-known/openid-configuration`],
  [
    `${issuer}/.well-known/jwks.json`,
    'http://127.0.0.1:4566/_cognito/pools/eu-west-1_Ab1/.well-known/jwks.json',
  ],
  ['https://abc123.execute-api.eu-west-1.amazonaws.com/x', 'http://127.0.0.1:4566/_execute-api/abc123/x'],
  ['abc123.execute-api.eu-west-1.amazonaws.com', 'abc123.execute-api.eu-west-1.amazonaws.com'],
  ['https://files.s3.eu-west-1.amazonaws.com/k', 'http://127.0.0.1:4566/files/k'],
  ['https://files.s3.amazonaws.com', 'http://127.0.0.1:4566/files'],
  ['https://s3.eu-west-1.amazonaws.com/files', 'http://127.0.0.1:4566/files'],
  ['https://api.zoom.us/v2', 'https://api.zoom.us/v2'],
])('%s leads to %s', (url, expected) => {
  expect(rewrite(url)).toBe(expected);
});

test('every string in a value is rewritten, whatever surrounds it; nothing else changes', () => {
  const policy = "connect-src 'self' https://app.example.com https://login.auth.eu-west-1.amazoncognito.com;";
  expect(rewrite({ a: [policy, 1, null], 'https://app.example.com': true })).toEqual({
    a: ["connect-src 'self' http://localhost:3000 http://127.0.0.1:4566/_cognito/login;", 1, null],
    'https://app.example.com': true,
  });
});

test('an assembly without a distribution has no host of the application', () => {
  const bare = createHosts({
    appUrl: 'http://localhost:3000',
    awsUrl: 'http://127.0.0.1:4566',
    appHosts: [],
  });
  expect(bare('https://app.example.com')).toBe('https://app.example.com');
});
