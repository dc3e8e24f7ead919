/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Of `package.json`; the build puts it in. */
  readonly VITE_VERSION: string;
  /** Of pdf.js; names the folder of its fonts and character maps. */
  readonly VITE_PDFJS: string;
}
