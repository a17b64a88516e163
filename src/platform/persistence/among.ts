import { In, Raw, type EntityManager, type FindOperator } from 'typeorm';

let lists = 0;

/**
 * A condition for one of any number of values. SQLite takes at most 32,766 parameters in a statement, so it gets them as one text. MySQL's
 * driver writes the values into the statement.
 */
export function among<T extends string | number>(manager: EntityManager, values: Iterable<T>): FindOperator<T> {
  const list = [...values];
  if (manager.dataSource.options.type === 'mysql') return In<T>(list) as FindOperator<T>;
  // The parameters of one statement need different names; the name itself is not in the statement.
  const name = `among${(lists += 1)}`;
  return Raw<T>((column) => `${column} IN (SELECT value FROM json_each(:${name}))`, { [name]: JSON.stringify(list) }) as FindOperator<T>;
}
