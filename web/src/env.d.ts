/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Of `package.json`; the build puts it in. */
  readonly VITE_VERSION: string;
}
