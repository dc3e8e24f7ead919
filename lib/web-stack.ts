/** The app's front door: CloudFront before a private bucket and, under the same domain, the API. */
import {
  Aws,
  aws_certificatemanager as acm,
  CfnParameter,
  aws_cloudfront as cloudfront,
  Duration,
  aws_s3_deployment as deployment,
  aws_cloudfront_origins as origins,
  RemovalPolicy,
  SecretValue,
  Stack,
  type StackProps,
  aws_s3 as s3,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { acknowledge, asFinding } from './acknowledge.ts';
import type { ApiStack } from './api-stack.ts';
import type { DataStack } from './data-stack.ts';
import { WEB } from './dist.ts';
import { filesBucketName, SOCKET_STAGE, secretName } from './names.ts';
import type { SocketStack } from './socket-stack.ts';
import type { Stage } from './stage.ts';

/** Paths that belong to the API; everything else is the app. */
const API_PATHS = ['/api/*', '/admin/*', '/auth/*', '/health', '/metrics', '/ready', '/metadata/*', '/me/*'];

/**
 * An API key may come as `X-API-Key`: it is handed on as the bearer credential that it is, because the gateway keeps
 * what the authorizer said by that header alone. A request without a credential gets an empty one, so that it reaches
 * the authorizer and is answered in the API's own error shape; the gateway's own 401 has none. The viewer's address is
 * told here, over whatever the viewer wrote: the API itself sees CloudFront's. The origin's key tells the API that it
 * was (ID-18).
 */
const CREDENTIAL = `function handler(event) {
  var request = event.request;
  var key = request.headers['x-api-key'];
  if (!request.headers.authorization)
    request.headers.authorization = { value: key ? 'Bearer ' + key.value : 'none' };
  delete request.headers['x-api-key'];
  request.headers['x-viewer-address'] = { value: event.viewer.ip };
  return request;
}`;

/**
 * A WebSocket API of API Gateway has no paths: its stage is its whole address. What a handshake needs is the ticket in
 * its query; cookies and credentials of the app's own are not handed on.
 */
const SOCKET = `function handler(event) {
  var request = event.request;
  request.uri = '/${SOCKET_STAGE}';
  request.cookies = {};
  delete request.headers.authorization;
  return request;
}`;

/** Routes of the app have no extension: they are all the one page. */
const REWRITE = `function handler(event) {
  var request = event.request;
  var last = request.uri.split('/').pop();
  if (last.indexOf('.') === -1) request.uri = '/index.html';
  return request;
}`;

export class WebStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    stage: Stage,
    {
      api,
      sockets,
      data,
    }: { readonly api: ApiStack; readonly sockets: SocketStack; readonly data: DataStack },
    props: StackProps,
  ) {
    super(scope, id, props);
    const bucket = new s3.Bucket(this, 'Assets', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      serverAccessLogsBucket: data.accessLogs as s3.IBucket,
      serverAccessLogsPrefix: 'web/',
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const assets = bucket as s3.IBucket;
    this.#deploy(assets, this.#distribution(stage, assets, { api, sockets, data }));
  }

  #distribution(
    stage: Stage,
    bucket: s3.IBucket,
    {
      api,
      sockets,
      data,
    }: { readonly api: ApiStack; readonly sockets: SocketStack; readonly data: DataStack },
  ) {
    const viewerProtocolPolicy = cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS;
    const apiOrigin = new origins.HttpOrigin(`${api.apiId}.execute-api.${Aws.REGION}.amazonaws.com`, {
      protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
      customHeaders: {
        'x-origin-key': SecretValue.secretsManager(secretName(stage, 'origin-key')).unsafeUnwrap(),
      },
    });
    const onRequest = (name: string, code: string): cloudfront.FunctionAssociation => ({
      eventType: cloudfront.FunctionEventType.VIEWER_REQUEST,
      function: new cloudfront.Function(this, name, {
        functionName: `${stage.prefix}-${name.toLowerCase()}`,
        runtime: cloudfront.FunctionRuntime.JS_2_0,
        code: cloudfront.FunctionCode.fromInline(code),
      }),
    });
    const apiBehavior: cloudfront.BehaviorOptions = {
      origin: apiOrigin,
      functionAssociations: [onRequest('Credential', CREDENTIAL)],
      viewerProtocolPolicy,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    };
    const socketBehavior: cloudfront.BehaviorOptions = {
      origin: new origins.HttpOrigin(`${sockets.apiId}.execute-api.${Aws.REGION}.amazonaws.com`, {
        protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
      }),
      functionAssociations: [onRequest('Socket', SOCKET)],
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      // Its `Sec-WebSocket-*` headers make it a handshake; the origin knows itself by its own name alone.
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    };
    const distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: stage.prefix,
      domainNames: [stage.domainName],
      certificate: this.#certificate(stage),
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      defaultRootObject: 'index.html',
      enableLogging: true,
      logBucket: data.accessLogs as s3.IBucket,
      logFilePrefix: 'cdn/',
      defaultBehavior: {
        origin: origins.S3BucketOrigin.withOriginAccessControl(bucket),
        viewerProtocolPolicy,
        compress: true,
        cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: this.#headers(stage),
        functionAssociations: [onRequest('Rewrite', REWRITE)],
      },
      additionalBehaviors: {
        ...Object.fromEntries(API_PATHS.map((path) => [path, apiBehavior])),
        '/ws/notifications': socketBehavior,
      },
    });
    acknowledge(distribution, {
      'AwsSolutions-CFR1': 'Customers sign in from everywhere.',
      'AwsSolutions-CFR2':
        'A web ACL lives in us-east-1 and is each account’s own: docs/deployment.md says how to attach one.',
      'AwsSolutions-CFR4':
        'Without a certificate of its own a stage has CloudFront’s, whose minimum cannot be set.',
    });
    return distribution;
  }

  /** CloudFront takes certificates of us-east-1 only: made there once, and named when this stack is deployed. */
  #certificate(stage: Stage) {
    const arn = new CfnParameter(this, 'CertificateArn', {
      description: `ACM certificate in us-east-1 for ${stage.domainName}`,
      allowedPattern: 'arn:[a-z-]+:acm:us-east-1:[0-9]{12}:certificate/.+',
    });
    return acm.Certificate.fromCertificateArn(this, 'Certificate', arn.valueAsString);
  }

  /** A strict CSP: scripts from this domain only, none inline; styles inline because the component library sets them. */
  #headers(stage: Stage) {
    const files = `https://${filesBucketName(stage)}.s3.${Aws.REGION}.amazonaws.com`;
    // reCAPTCHA's script loads another one, and asks in a frame: https://developers.google.com/recaptcha/docs/faq
    const widget =
      stage.captcha === 'off'
        ? ''
        : ` ${new URL('.', stage.captcha.scriptUrl).href}${stage.captcha.scriptUrl.startsWith('https://www.google.com/') ? ' https://www.gstatic.com/recaptcha/' : ''}`;
    const csp = [
      "default-src 'none'",
      `script-src 'self'${widget}`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      `connect-src 'self' ${files}`,
      "worker-src 'self'",
      "manifest-src 'self'",
      ...(widget ? [`frame-src${widget}`] : []),
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; ');
    return new cloudfront.ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: `${stage.prefix}-web`,
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: csp, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
        referrerPolicy: {
          referrerPolicy: cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
          override: true,
        },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()', override: true },
          { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
        ],
      },
    });
  }

  /** Hashed files for ever, the page itself never from a cache. */
  #deploy(assets: s3.IBucket, distribution: cloudfront.Distribution) {
    const source = (exclude: string[]) => deployment.Source.asset(WEB, { exclude });
    const files = new deployment.BucketDeployment(this, 'Files', {
      sources: [source(['index.html'])],
      destinationBucket: assets,
      cacheControl: [deployment.CacheControl.fromString('public, max-age=31536000, immutable')],
      prune: false,
      memoryLimit: 256,
    });
    const page = new deployment.BucketDeployment(this, 'Page', {
      sources: [source(['assets', 'assets/**'])],
      destinationBucket: assets,
      cacheControl: [deployment.CacheControl.fromString('no-cache')],
      distribution,
      distributionPaths: ['/index.html', '/'],
      prune: false,
      memoryLimit: 256,
    });
    page.node.addDependency(files);
    this.#acknowledgeDeployment(assets);
  }

  /** The CDK's own deployment function: runs at deployment only, writes to the asset bucket only. */
  #acknowledgeDeployment(assets: s3.IBucket) {
    const reason = 'The CDK’s own deployment function, which runs at deployment only.';
    const bucket = this.getLogicalId((assets as s3.Bucket).node.defaultChild as s3.CfnBucket);
    const wildcards = [
      ...['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*', 's3:Abort*'].map(
        (action) => `Action::${action}`,
      ),
      'Resource::*',
      `Resource::<${bucket}.Arn>/*`,
      `Resource::${asFinding(`arn:${Aws.PARTITION}:s3:::cdk-hnb659fds-assets-${Aws.ACCOUNT_ID}-${this.region}/*`)}`,
    ];
    acknowledge(this, {
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
        reason,
      'AwsSolutions-L1': 'The CDK’s own deployment function comes with its runtime.',
      ...Object.fromEntries(wildcards.map((finding) => [`AwsSolutions-IAM5[${finding}]`, reason])),
    });
  }
}
