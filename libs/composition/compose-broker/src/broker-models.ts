import type { ModelStore } from '@vialog/models';
import { ObjectModelStore, uploadModels } from '@vialog/models-nats';
import type { NatsLink } from '@vialog/nats';
import type { ServiceStart } from '@vialog/service-runtime';

/** The model packages that the API published at the broker. */
export const brokerModels = ({ connection }: NatsLink): ModelStore => new ObjectModelStore(connection);

/** Publishes the model packages at the broker now, and again after each reconnection. Resolves after the first time. */
export async function publishModels(
  models: ModelStore,
  link: NatsLink,
  { logger, dependencies }: Pick<ServiceStart, 'logger' | 'dependencies'>,
): Promise<void> {
  const { connection } = link;
  const upload = (): Promise<unknown> =>
    uploadModels(models, connection, (err) =>
      logger.error({ err }, 'a model is not published at the broker'),
    );
  await dependencies.openWithRetry('models at the broker', upload);
  link.onReconnect(() => {
    upload().catch((error: unknown) =>
      logger.warn(
        { err: error },
        'publishing the models at the broker failed; retries after the next reconnection',
      ),
    );
  });
}
