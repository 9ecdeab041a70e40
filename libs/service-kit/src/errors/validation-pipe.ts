import { StandardSchemaValidationPipe } from '@nestjs/common';
import { ValidationException } from './validation-exception.ts';

/** Validates parameters by the schema their decorator names; what does not fit becomes VALIDATION_FAILED with paths. */
export const validationPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({ exceptionFactory: (issues) => new ValidationException(issues) });
