import { Injectable } from '@nestjs/common';

/** The OpenAPI document of the API. It is created at the first request, so that it does not delay the start. */
@Injectable()
export class ApiDescription {
  #describe: () => object = () => ({});
  #document: object | undefined;

  setSource(describe: () => object): void {
    this.#describe = describe;
  }

  get document(): object {
    this.#document ??= this.#describe();
    return this.#document;
  }
}
