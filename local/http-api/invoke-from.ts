import type { Invoke } from '../types.ts';

/** Invokes functions in the name of API Gateway; the ARN of the route or authorizer is what permissions name. */
export type InvokeFrom = (sourceArn: string) => Invoke;
