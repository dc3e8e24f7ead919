/** Text recognition that answers as Amazon Textract does, and the same without a service around it. */
export { openPool } from './pool.ts';
export { recognize } from './recognize.ts';
export { openTextract, type Textract, type TextractOptions } from './service.ts';
