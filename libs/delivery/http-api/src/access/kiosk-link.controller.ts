import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { createKioskLink, listKioskLinks, revokeKioskLink, type Access } from '@vialog/access';
import {
  kioskLinkId,
  kioskLinkInput,
  kioskLinksResponse,
  newKioskLink,
  type KioskLinkInput,
  type KioskLinksResponse,
  type NewKioskLink,
} from '@vialog/contracts';
import { newId } from '@vialog/registry';
import { ApiProblemResponse, ApiResponseSchema } from '../http/api-response.decorator.ts';
import { accessToken } from '../tokens.ts';
import { principalOf, type AuthenticatedRequest } from './authenticated-request.ts';
import { RequirePermission } from './require-permission.decorator.ts';

/** Links that open the board on wall screens. They are credentials, so that only administrators see and change them. */
@Controller('v1/kiosk-links')
export class KioskLinkController {
  readonly #access: Access;

  constructor(@Inject(accessToken) access: Access) {
    this.#access = access;
  }

  @Get()
  @RequirePermission('administer')
  @ApiResponseSchema(kioskLinksResponse)
  list(): Promise<KioskLinksResponse> {
    return listKioskLinks(this.#access);
  }

  @Post()
  @RequirePermission('administer')
  @ApiResponseSchema(newKioskLink, 201)
  create(
    @Body({ schema: kioskLinkInput }) input: KioskLinkInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<NewKioskLink> {
    const kioskLinkId = newId(this.#access.random);
    return createKioskLink(this.#access, { kioskLinkId, input, createdBy: principalOf(request).name });
  }

  @Delete(':id')
  @RequirePermission('administer')
  @HttpCode(204)
  @ApiProblemResponse()
  revoke(@Param('id', { schema: kioskLinkId }) id: string): Promise<void> {
    return revokeKioskLink(this.#access, id);
  }
}
