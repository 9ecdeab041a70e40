import { modelScopeKey, modelStep, VialogError, type ModelScope, type ModelStep } from '@vialog/contracts';
import type { ModelBindingStore, ModelStepChange, StepPage } from '@vialog/registry';
import type { Kysely, Transaction } from 'kysely';
import type { RegistryTables } from './registry-tables.ts';

/** Steps of model bindings as JSON records. */
export class SqlModelBindings implements ModelBindingStore {
  readonly #db: Kysely<RegistryTables>;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  async add(change: ModelStepChange): Promise<void> {
    await this.#db.transaction().execute((trx) => addModelStep(trx, change));
  }

  async newest(scope: ModelScope): Promise<ModelStep | undefined> {
    const row = await this.#db
      .selectFrom('model_bindings')
      .select('record')
      .where('scope', '=', modelScopeKey(scope))
      .executeTakeFirst();
    return row && stepOf(row);
  }

  async shared(): Promise<readonly ModelStep[]> {
    const rows = await this.#db
      .selectFrom('model_bindings')
      .select('record')
      .where('kind', '!=', 'camera')
      .execute();
    return rows.map(stepOf);
  }

  async steps({ scope, before, limit }: StepPage): Promise<readonly ModelStep[]> {
    const rows = await this.#db
      .selectFrom('model_steps')
      .select('record')
      .$if(scope !== undefined, (query) => query.where('scope', '=', modelScopeKey(scope as ModelScope)))
      .$if(before !== undefined, (query) =>
        query.where('position', '<', (eb) =>
          eb
            .selectFrom('model_steps')
            .select('position')
            .where('step_id', '=', before as string),
        ),
      )
      .orderBy('position', 'desc')
      .limit(limit)
      .execute();
    return rows.map(stepOf);
  }
}

const stepOf = ({ record }: { readonly record: string }): ModelStep => modelStep.parse(JSON.parse(record));

/** @throws {VialogError} BINDING_CHANGED when the newest step of the scope is not `basedOn` */
export async function addModelStep(
  trx: Transaction<RegistryTables>,
  { basedOn, step }: ModelStepChange,
): Promise<void> {
  const scope = modelScopeKey(step.scope);
  const newest = await trx
    .selectFrom('model_bindings')
    .select('step_id')
    .where('scope', '=', scope)
    .executeTakeFirst();
  if (newest?.step_id !== basedOn) throw new VialogError('BINDING_CHANGED');
  const row = { step_id: step.stepId, record: JSON.stringify(step) };
  await trx
    .insertInto('model_bindings')
    .values({ ...row, scope, kind: step.scope.kind })
    .onConflict((conflict) => conflict.column('scope').doUpdateSet(row))
    .execute();
  await trx
    .insertInto('model_steps')
    .values({ ...row, scope })
    .execute();
}
