import { AwsError } from '../types.ts';
import type { Item } from './model.ts';

export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

export function tableNotFound(): AwsError {
  return new AwsError('ResourceNotFoundException', 'Requested resource not found');
}

/** @param item the item that failed the condition, when the caller asked for it (`ReturnValuesOnConditionCheckFailure`) */
export function conditionalCheckFailed(item?: Item): AwsError {
  return new AwsError(
    'ConditionalCheckFailedException',
    'The conditional request failed',
    400,
    item === undefined ? {} : { Item: item },
  );
}
