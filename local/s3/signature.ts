/**
 * Verification of AWS Signature Version 4 for S3, in the Authorization header and in presigned URLs.
 * Rules: docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html and
 * sigv4-query-string-auth.html. The signature is checked before anything that it covers is looked at, so
 * a tampered request always ends as 403.
 */
import { decodeBody } from './chunked.ts';
import { type Claim, canonicalRequest, headerClaim, queryClaim } from './claim.ts';
import { accessDenied, invalidArgument, S3Error } from './errors.ts';
import { isPresigned } from './request.ts';
import {
  type Authentication,
  algorithm,
  checkSession,
  longestExpiry,
  parseAmzDate,
  type Signed,
  sameSignature,
  secretOf,
  sha256,
  signatureDoesNotMatch,
  signingKey,
  type VerifyOptions,
} from './sigv4.ts';

const clockSkew = 15 * 60_000;

/** `host` and every `x-amz-*` header sent must be among the signed ones. */
function checkSignedHeaders(request: Signed, claim: Claim): void {
  const unsigned = Object.keys(request.headers).filter(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !claim.signedHeaders.includes(name),
  );
  if (unsigned.length > 0 || !claim.signedHeaders.includes('host')) {
    throw accessDenied('There were headers present in the request which were not signed', {
      HeadersNotSigned: unsigned.join(', '),
    });
  }
}

function malformed(claim: Claim, message: string): S3Error {
  const code =
    claim.type === 'REST-HEADER' ? 'AuthorizationHeaderMalformed' : 'AuthorizationQueryParametersError';
  return new S3Error(code, message, 400);
}

/** Date, region and service of the scope; returns the time of signing. */
function checkScope(claim: Claim, region: string): Date {
  const { scope } = claim;
  const signedAt = parseAmzDate(claim.amzDate);
  if (signedAt === undefined)
    throw malformed(claim, "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  if (scope.date !== claim.amzDate.slice(0, 8))
    throw malformed(claim, 'The date of the credential scope is not the date of signing.');
  if (scope.region !== region)
    throw malformed(claim, `The region '${scope.region}' is wrong; expecting '${region}'`);
  if (scope.service !== 's3' || scope.terminator !== 'aws4_request') {
    throw malformed(claim, 'The credential scope must end in s3/aws4_request.');
  }
  return signedAt;
}

function checkTime(claim: Claim, signedAt: Date): void {
  const age = Date.now() - signedAt.getTime();
  if (claim.expires === undefined) {
    if (Math.abs(age) <= clockSkew) return;
    throw new S3Error(
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      403,
      {
        RequestTime: claim.amzDate,
        ServerTime: new Date().toISOString(),
        MaxAllowedSkewMilliseconds: clockSkew,
      },
    );
  }
  const expires = /^\d{1,9}$/.test(claim.expires) ? Number(claim.expires) : 0;
  if (expires < 1 || expires > longestExpiry) {
    throw malformed(claim, 'X-Amz-Expires must be between 1 and 604800 seconds');
  }
  if (age < -clockSkew) throw accessDenied('Request is not valid yet');
  if (age > expires * 1000) {
    throw accessDenied('Request has expired', {
      'X-Amz-Expires': claim.expires,
      Expires: new Date(signedAt.getTime() + expires * 1000).toISOString(),
      ServerTime: new Date().toISOString(),
    });
  }
}

/**
 * Verifies header and query signatures and decodes the body.
 *
 * @throws S3Error 403 for anonymous, unknown, tampered or expired requests; 400 for a correctly signed
 *   request that breaks S3's rules (wrong region, more than seven days, body that is not what was signed)
 */
export function verifySignature(request: Signed, options: VerifyOptions): Authentication {
  const inHeader = request.headers.authorization !== undefined;
  const inQuery = isPresigned(request.query);
  if (inHeader && inQuery) {
    throw invalidArgument('Only one auth mechanism allowed', 'Authorization', request.headers.authorization);
  }
  if (!inHeader && !inQuery) throw accessDenied();
  const claim = inHeader ? headerClaim(request) : queryClaim(request);
  const { accessKeyId, date, region, service, terminator } = claim.scope;
  const secret = secretOf(accessKeyId, options);
  const key = signingKey(secret.secretAccessKey, claim.scope);
  const canonical = canonicalRequest(request, claim);
  const scope = `${date}/${region}/${service}/${terminator}`;
  const stringToSign = [algorithm, claim.amzDate, scope, sha256(canonical)].join('\n');
  if (!sameSignature(key, stringToSign, claim.signature)) {
    throw signatureDoesNotMatch(accessKeyId, {
      StringToSign: stringToSign,
      CanonicalRequest: canonical,
      SignatureProvided: claim.signature,
    });
  }
  checkSignedHeaders(request, claim);
  const signedAt = checkScope(claim, options.region);
  checkSession(secret, claim.token);
  checkTime(claim, signedAt);
  const decoded = decodeBody(request, claim.contentSha256, {
    key,
    amzDate: claim.amzDate,
    scope,
    seed: claim.signature,
  });
  return { accessKeyId, type: claim.type, signedAt, contentSha256: claim.contentSha256, ...decoded };
}
