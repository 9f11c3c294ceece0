package org.stipend.orchestrator.web;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

  private static final String UI = "classpath:/META-INF/resources/";

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new PagingResolver());
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new GivenParameters()).addPathPatterns("/api/**");
  }

  /** Assets carry a hash of their content in their name; the page that names them is asked anew. */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(UI + "assets/")
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    registry
        .addResourceHandler("/**")
        .addResourceLocations(UI)
        .setCacheControl(CacheControl.noCache())
        .resourceChain(false) // a file for one may be a page for another
        .addResolver(new ConsolePages());
  }

  @Bean
  FilterRegistrationBean<SupportId> supportIdFilter() {
    return early(new SupportId(), 0);
  }

  @Bean
  FilterRegistrationBean<ResponseHeaders> responseHeadersFilter(ConsoleSettings console) {
    return early(new ResponseHeaders(console), 1);
  }

  @Bean
  FilterRegistrationBean<Gatekeeper> gatekeeperFilter(
      ConsoleSettings console, ProblemWriter writer) {
    return early(new Gatekeeper(console, writer), 2);
  }

  @Bean
  FilterRegistrationBean<Intake> intakeFilter(ProblemWriter writer) {
    return early(new Intake(writer), 3);
  }

  @Bean
  FilterRegistrationBean<Outages> outagesFilter(ProblemWriter writer) {
    return early(new Outages(writer), 4);
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE) // inside of the report that Boot adds
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerRefusals(
      ProblemWriter writer) {
    return tomcat ->
        tomcat.addContextCustomizers(
            context -> context.getParent().getPipeline().addValve(new ContainerRefusals(writer)));
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowStrangers(
      @Value("${stipend.connections-per-address}") int most) {
    return tomcat -> {
      tomcat.setProtocol(SlowStrangers.Protocol.class.getName());
      tomcat.addConnectorCustomizers(connector ->
          ((SlowStrangers.Protocol) connector.getProtocolHandler()).setConnectionsPerAddress(most));
    };
  }

  /** Before the session is looked up and before anybody is asked who they are. */
  private static <F extends OncePerRequestFilter> FilterRegistrationBean<F> early(
      F filter, int place) {
    var registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
    return registration;
  }
}
