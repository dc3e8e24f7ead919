import { itemSize, MAX_ITEM_BYTES } from './capacity.ts';
import { checkItem } from './dynalite.ts';
import { validationError } from './errors.ts';
import { type Item, indexesOf, type KeyElement, type SecondaryIndex, type Table } from './model.ts';
import { scalar } from './values.ts';

const MAX_HASH_BYTES = 2048;
const MAX_RANGE_BYTES = 1024;

/** @throws ValidationException for an item that DynamoDB would refuse to store */
export function checkStorable(table: Table, item: Item, tooLarge: string): void {
  checkItem(item, table);
  checkKeySizes(item, table.KeySchema, '');
  for (const index of indexesOf(table)) checkIndexKey(item, index);
  if (itemSize(item) > MAX_ITEM_BYTES) throw validationError(tooLarge);
}

function checkIndexKey(item: Item, index: SecondaryIndex): void {
  for (const { AttributeName } of index.KeySchema) {
    const value = Object.hasOwn(item, AttributeName) ? scalar(item[AttributeName]!) : undefined;
    if (value === '') {
      throw validationError(
        'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
          'The AttributeValue for a key attribute cannot contain an empty string value. ' +
          `IndexName: ${index.IndexName}, IndexKey: ${AttributeName}`,
      );
    }
  }
  checkKeySizes(item, index.KeySchema, ` IndexName: ${index.IndexName}`);
}

function checkKeySizes(item: Item, keySchema: readonly KeyElement[], where: string): void {
  for (const { AttributeName, KeyType } of keySchema) {
    const value = Object.hasOwn(item, AttributeName) ? item[AttributeName]! : { S: '' };
    const size = itemSize({ '': value });
    if (KeyType === 'HASH' && size > MAX_HASH_BYTES) {
      throw validationError(
        'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of ' +
          `${MAX_HASH_BYTES} bytes${where}`,
      );
    }
    if (KeyType === 'RANGE' && size > MAX_RANGE_BYTES) {
      throw validationError(
        'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit ' +
          `of ${MAX_RANGE_BYTES} bytes${where}`,
      );
    }
  }
}
