import { Injectable } from '@nestjs/common';

/** The OpenAPI document of this API, made once when the app is prepared. */
@Injectable()
export class ApiDescription {
  document: object = {};
}
