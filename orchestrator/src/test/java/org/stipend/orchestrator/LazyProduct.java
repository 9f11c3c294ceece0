package org.stipend.orchestrator;

import org.springframework.beans.factory.support.BeanDefinitionDefaults;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.stipend.cloud.PayloadKeys;
import org.stipend.orchestrator.runtime.TestingSecrets;

/**
 * The product for a test that needs a part of it: what is not asked for is not made, and nothing
 * starts by itself.
 */
public final class LazyProduct {

  private static final PayloadKeys KEYS = PayloadKeys.of(TestingSecrets.KEY);

  private LazyProduct() {}

  public static void addTo(BeanDefinitionRegistry context) {
    var lazily = new BeanDefinitionDefaults();
    lazily.setLazyInit(true);
    var scanner = new ClassPathBeanDefinitionScanner(context);
    scanner.setBeanDefinitionDefaults(lazily);
    scanner.addExcludeFilter(new AnnotationTypeFilter(Configuration.class));
    scanner.addExcludeFilter(new AssignableTypeFilter(SmartLifecycle.class));
    scanner.scan("org.stipend.orchestrator");
    context.registerBeanDefinition(
        "payloadKeys", new RootBeanDefinition(PayloadKeys.class, () -> KEYS));
  }
}
