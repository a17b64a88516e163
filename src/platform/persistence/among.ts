import { In, Raw, type EntityManager, type FindOperator } from 'typeorm';

/**
 * One of the values, however many they are: SQLite takes 32,766 parameters a statement and gets them as one text. MySQL's
 * driver writes them into the statement. One of it a statement.
 */
export function among(manager: EntityManager, values: Iterable<string>): FindOperator<string> {
  const list = [...values];
  if (manager.dataSource.options.type === 'mysql') return In<string>(list) as FindOperator<string>;
  const places = { amongValues: JSON.stringify(list) };
  return Raw<string>((column) => `${column} IN (SELECT value FROM json_each(:amongValues))`, places) as FindOperator<string>;
}
