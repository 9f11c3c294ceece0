package org.stipend.workers.local;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.stipend.cloud.Tool;
import org.stipend.cloud.inventory.ToolOffer;

/** Exactly one recipe for each tool. */
final class Recipes {

  private final Map<Tool, Recipe> recipes = new EnumMap<>(Tool.class);

  Recipes(List<? extends Recipe> recipes) {
    recipes.forEach(recipe -> this.recipes.put(recipe.tool(), recipe));
    for (Tool tool : Tool.values()) of(tool);
  }

  Recipe of(Tool tool) {
    Recipe recipe = recipes.get(tool);
    if (recipe == null) throw new IllegalStateException("no recipe for " + tool);
    return recipe;
  }

  List<ToolOffer> offers() {
    return recipes.values().stream().map(Recipe::offer).toList();
  }
}
