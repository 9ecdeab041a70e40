import { StandardSchemaValidationPipe, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { ValidationException, type SchemaIssue } from './validation-exception.ts';

/**
 * Validates parameters by the schema of their decorator. Invalid values become VALIDATION_FAILED with paths. The issues of a
 * path parameter have no path, so its name is used.
 */
export const validationPipe = (): PipeTransform => ({
  transform: (value: unknown, metadata: ArgumentMetadata): Promise<unknown> => {
    const parameter = metadata.type === 'param' ? metadata.data : undefined;
    const exceptionFactory = (issues: readonly SchemaIssue[]) => new ValidationException(issues, parameter);
    return new StandardSchemaValidationPipe({ exceptionFactory }).transform(value, metadata);
  },
});
