/** One structured logger for each function. Keys carry ids only: no name, no address, no document text. */
import { Logger } from '@aws-lambda-powertools/logger';

export const log = new Logger({ serviceName: 'gangway' });
