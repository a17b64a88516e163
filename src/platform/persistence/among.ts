import { In, Raw, type EntityManager, type FindOperator } from 'typeorm';

let lists = 0;

/**
 * One of the values, however many they are: SQLite takes 32,766 parameters a statement and gets them as one text. MySQL's
 * driver writes them into the statement.
 */
export function among<T extends string | number>(manager: EntityManager, values: Iterable<T>): FindOperator<T> {
  const list = [...values];
  if (manager.dataSource.options.type === 'mysql') return In<T>(list) as FindOperator<T>;
  // Parameters of one statement share their names' space; the name is not in the statement.
  const name = `among${(lists += 1)}`;
  return Raw<T>((column) => `${column} IN (SELECT value FROM json_each(:${name}))`, { [name]: JSON.stringify(list) }) as FindOperator<T>;
}
