import { StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { ValidationException } from './validation-exception.ts';

/** Validates parameters by the schema their decorator names; what does not fit becomes VALIDATION_FAILED with paths. */
class NamingValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => new ValidationException(issues) });
  }

  /** An id in the address has no path of its own: its parameter's name says where. */
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    try {
      return (await super.transform(value, metadata)) as T;
    } catch (error) {
      const { type, data } = metadata;
      if (type !== 'param' || data === undefined || !(error instanceof ValidationException)) throw error;
      throw new ValidationException(error.details, [data]);
    }
  }
}

export const validationPipe = (): StandardSchemaValidationPipe => new NamingValidationPipe();
