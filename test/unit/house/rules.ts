/** Who may import whom (ARCHITECTURE.md, The house). Checked by `npm test`. */
const CONTEXTS =
  'identity|organizations|team|workspace|provisioning|customers|contracts|onboarding|deals|cases|queues|work|portal|notifications|automation|integrations|assistant|artifacts|analytics|operations|audit|platform';

export const forbidden = [
  {
    name: 'no-circles',
    comment: 'Modules that need each other are one module.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'functions-stand-alone',
    comment: 'A function is one file: what two of them need is in shared/.',
    severity: 'error',
    from: { path: '^functions/' },
    to: { path: '^(functions|lib|local|bin|web|bench|test)/' },
  },
  {
    name: 'shared-knows-no-shell',
    severity: 'error',
    from: { path: '^shared/' },
    to: { path: '^(functions|lib|local|bin|web|bench|test)/' },
  },
  {
    name: 'kernel-knows-no-context',
    severity: 'error',
    from: { path: '^shared/kernel/' },
    to: { path: `^shared/(${CONTEXTS})/` },
  },
  {
    name: 'nobody-imports-lib',
    comment: 'Infrastructure is read by its commands and its tests only.',
    severity: 'error',
    from: { pathNot: '^(lib|bin|test|bench)/' },
    to: { path: '^lib/' },
  },
  {
    name: 'local-knows-no-product',
    comment: 'The local runtime must be able to run another app.',
    severity: 'error',
    from: { path: '^local/' },
    to: { path: '^(functions|lib|shared|bin|web|bench|test)/' },
  },
  {
    name: 'web-knows-the-api-only',
    comment: 'But for how the audit log is hashed: whoever verifies it must not ask who keeps it.',
    severity: 'error',
    from: { path: '^web/src/' },
    to: {
      path: '^(functions|lib|shared|local|bin|bench|test)/',
      pathNot: '^shared/audit/(canonical|chain)\\.ts$',
    },
  },
] as const;

export const options = {
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '(^|/)node_modules/|^(dist|cdk\\.out)/' },
  tsPreCompilationDeps: true,
  enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js'] },
};
