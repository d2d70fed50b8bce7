import {
  Injectable,
  KestraClient,
  NotFoundError,
  type TaskType,
  type TypeDocumentation,
} from '@kestra-mcp/core';
import { type Description, describeProperty, describeType } from './describe/description.js';
import { membersOf, nodeAt, pathOf } from './describe/members.js';
import { cut } from './describe/property-row.js';
import { nodeOf } from './describe/schema-node.js';
import { type FoundType, findType, unknownProperty, unknownType } from './find-type.js';
import { isKind, rankTypes } from './search/rank.js';

const SHOWN = 8;
const LONGEST_TITLE = 140;

/** Finds the types of the instance by what they do, and describes them. */
@Injectable()
export class TaskTypes {
  constructor(private readonly kestra: KestraClient) {}

  async search(query: string, kind?: string) {
    const catalogue = await this.kestra.plugins.types();
    const found = rankTypes(catalogue, query, kind);
    if (found.length > 0) return { results: found.slice(0, SHOWN).map(foundRow) };
    const kinds = [...new Set(catalogue.types.map((type) => type.kind))];
    const isKnown = kind === undefined || catalogue.types.some((type) => isKind(type, kind));
    return {
      results: [],
      hint: isKnown
        ? NOTHING
        : `This Kestra instance has no types of the kind "${kind}". Its kinds are: ${kinds.join(', ')}.`,
    };
  }

  async describe(asked: string, property?: string): Promise<Description> {
    const catalogue = await this.kestra.plugins.types();
    const found = findType(catalogue, asked);
    const documentation = await this.documentation(found, asked);
    if (property === undefined) return describeType(found, documentation);
    return this.property(found.type, property, documentation);
  }

  private async documentation(found: FoundType, asked: string): Promise<TypeDocumentation> {
    try {
      return await this.kestra.plugins.documentation(found.type);
    } catch (error) {
      // A type that is neither listed nor documented is a wrong name.
      if (!(error instanceof NotFoundError) || found.listed !== undefined) throw error;
      throw unknownType(await this.kestra.plugins.types(), asked);
    }
  }

  /** Describes a property of the type, or one that all types of its kind have. */
  private async property(type: string, property: string, own: TypeDocumentation): Promise<Description> {
    const path = pathOf(property);
    const node = nodeAt(nodeOf(own.properties), path, own);
    if (node !== undefined && path.length > 0) return describeProperty(type, property, node, own);
    const all = await this.kestra.plugins.documentation(type, { all: true });
    const root = nodeOf(all.properties);
    const common = path.length > 0 ? nodeAt(root, path, all) : undefined;
    if (common !== undefined) return describeProperty(type, property, common, all);
    const parent = nodeAt(root, path.slice(0, -1), all) ?? root;
    throw unknownProperty(type, property, membersOf(parent, all));
  }
}

const NOTHING = 'No type matches. Use other words for what it does, or name the system it works with.';

function foundRow({ type, kind, title, description, deprecated }: TaskType) {
  const about = cut(title ?? description ?? '', LONGEST_TITLE);
  return { type, kind, ...(about !== '' && { title: about }), ...(deprecated && { deprecated }) };
}
