// reflect-metadata must come before tsyringe, which refuses to load without it; no other file imports tsyringe.
import 'reflect-metadata';
import { container, type DependencyContainer, instanceCachingFactory } from 'tsyringe';
import { BRAND } from '../../foundation/brand.js';
import { PluginError } from '../../foundation/errors.js';
import { type Constructor, parametersOf } from '../author/metadata.js';

/** The container of one plugin: the host's instances by brand, and one instance of each of the plugin's classes. */
export class PluginContainer {
  private readonly container: DependencyContainer = container.createChildContainer();

  constructor(
    host: Readonly<Record<string, object>>,
    classes: readonly Constructor[],
    options: { type: Constructor; values: object } | undefined,
  ) {
    for (const [brand, instance] of Object.entries(host)) this.container.registerInstance(brand, instance);
    if (options) this.container.registerInstance(options.type, new options.type(options.values));
    for (const target of classes) {
      this.container.register(target, { useFactory: instanceCachingFactory(() => this.construct(target)) });
    }
  }

  /** The instance of a class of this container or of the host. */
  get<T extends object>(target: Constructor<T>): T {
    return this.resolve(undefined, target) as T;
  }

  private construct(target: Constructor): object {
    const parameters = parametersOf(target);
    if (parameters === undefined) {
      throw new PluginError(`${target.name} needs the @Injectable or @ToolGroup decorator.`);
    }
    return new target(...parameters.map((parameter) => this.resolve(target, parameter)));
  }

  /** tsyringe would construct any class, and the `KestraClient` of another copy of core would then be unconfigured. */
  private resolve(target: Constructor | undefined, parameter: Constructor): object {
    const token = (parameter as { [BRAND]?: string })[BRAND] ?? parameter;
    if (!this.container.isRegistered(token, true)) {
      throw new PluginError(`${target?.name ?? 'get()'} needs ${parameter.name}, but nothing provides it.`, {
        hint: `Add it to definePlugin({ providers: [${parameter.name}] }), or make it the options of the plugin.`,
      });
    }
    return this.container.resolve(token);
  }
}
