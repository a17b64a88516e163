import type { DataSource, EntityManager, EntitySchema, ObjectLiteral } from 'typeorm';
import { TableRows, type RowRules } from './table-rows';
import { TableStore, type StoreRules } from './table-store';
import type { TypeOrmUnitOfWork } from './typeorm-unit-of-work';
import { SOME_FOREIGN_KEY, violatedConstraint } from './violations';

/** The parts that TypeORM repositories share: the managers, and the translation of violated constraints to domain errors. */
export class PersistenceSession {
  constructor(
    private readonly unitOfWork: TypeOrmUnitOfWork,
    /** The data source for a read that needs a transaction of its own. */
    readonly readSource: DataSource,
  ) {}

  get writer(): EntityManager {
    return this.unitOfWork.writer;
  }

  get reader(): EntityManager {
    return this.unitOfWork.reader;
  }

  /** The rows of a table that has no revision, as they are stored. */
  rows<Row extends ObjectLiteral>(table: EntitySchema<Row>, taken: RowRules<Row, Row>['taken'] = {}): TableRows<Row> {
    return new TableRows(this, table, { restore: (row) => row, taken });
  }

  /** The rows of a table with a revision. Either way a table's statements are built once and then only bound. */
  store<Row extends ObjectLiteral, Kept>(table: EntitySchema<Row>, rules: StoreRules<Row, Kept>): TableStore<Row, Kept> {
    return new TableStore(this, table, rules);
  }

  /**
   * Runs a statement. When it violates a constraint that `errors` names, it throws the error given there; it rethrows other errors unchanged.
   * Name at most one foreign key, the one that the statement can violate, because SQLite does not name it.
   */
  async guarded<T>(errors: Readonly<Record<string, () => Error>>, statement: () => Promise<T>): Promise<T> {
    try {
      return await statement();
    } catch (error) {
      const violated = violatedConstraint(this.unitOfWork.dataSource, error);
      const name = violated === SOME_FOREIGN_KEY ? Object.keys(errors).find((each) => each.startsWith('fk_')) : violated;
      throw (name === undefined ? undefined : errors[name]?.()) ?? error;
    }
  }
}
