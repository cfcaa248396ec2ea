package io.ecart.local;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The shape of the whole system, held against the bytecode of every module. */
@AnalyzeClasses(packages = "io.ecart", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

  /** Tests hold threads and keep their servers in static fields; what ships does not. */
  static final class WithoutTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  private static final List<String> SERVICES =
      List.of("product", "inventory", "cart", "order", "notification", "analytics");

  private static final String[] ON_EVENT_LOOPS =
      Stream.concat(SERVICES.stream(), Stream.of("runtime", "local.edge"))
          .map(ArchitectureTest::packageOf)
          .toArray(String[]::new);

  private static final List<String> ADAPTERS = List.of("http", "postgres", "redis", "kafka");

  /** What wires a service knows its adapters; nothing else at a package root does. */
  private static final Set<String> WIRING = Set.of("Verticle", "Main", "Config");

  /** Calls that hold a thread, by the class that declares them. */
  private static final Map<Class<?>, Set<String>> BLOCKING =
      Map.of(
          Thread.class, Set.of("sleep", "join"),
          Future.class, Set.of("await"),
          CompletableFuture.class, Set.of("get", "join"),
          CountDownLatch.class, Set.of("await"));

  @ArchTest
  static void servicesDoNotKnowEachOther(JavaClasses classes) {
    for (String service : SERVICES) {
      forbid(packageOf(service), packagesOf(others(SERVICES, service)))
          .because("services meet over HTTP and Kafka only")
          .check(classes);
    }
  }

  @ArchTest
  static void sharedCodeDoesNotKnowTheServices(JavaClasses classes) {
    forbid("io.ecart.runtime..", packagesOf(SERVICES)).check(classes);
    forbid("io.ecart.testkit..", packagesOf(SERVICES)).check(classes);
  }

  @ArchTest
  static void servicesDoNotKnowWhereTheyRun(JavaClasses classes) {
    for (String service : SERVICES) {
      forbid(packageOf(service), List.of("io.ecart.local..", "io.ecart.testkit..")).check(classes);
    }
  }

  @ArchTest
  static void adaptersDoNotKnowEachOther(JavaClasses classes) {
    for (String service : SERVICES) {
      for (String adapter : ADAPTERS) {
        forbid(packageOf(service, adapter), adaptersOf(service, others(ADAPTERS, adapter)))
            .because("an adapter talks to the domain, and the verticle joins them")
            .check(classes);
      }
    }
  }

  @ArchTest
  static void domainDoesNotKnowItsAdapters(JavaClasses classes) {
    for (String service : SERVICES) {
      noClasses()
          .that()
          .resideInAPackage("io.ecart." + service)
          .and(describe("wire nothing", type -> !wires(type)))
          .should(dependOnClassesThat(inAny(adaptersOf(service, ADAPTERS))))
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @ArchTest
  static final ArchRule STATIC_FIELDS_ARE_FINAL =
      fields().that().areStatic().should().beFinal().allowEmptyShould(true);

  @ArchTest
  static final ArchRule STATIC_FIELDS_HOLD_NO_STATE =
      noFields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("io.ecart.testkit..")
          .should()
          .haveRawType(describe("a type made to change", ArchitectureTest::isMutable))
          .because("several instances of a service share one JVM, and so would share it")
          .allowEmptyShould(true);

  /** Held against what runs on event loops; mains and the tools of the one-JVM system do not. */
  @ArchTest
  static final ArchRule NOTHING_BLOCKS_AN_EVENT_LOOP =
      noClasses()
          .that()
          .resideInAnyPackage(ON_EVENT_LOOPS)
          .and()
          .haveSimpleNameNotEndingWith("Main")
          .should()
          .accessTargetWhere(describe("it blocks the thread", ArchitectureTest::blocks))
          .allowEmptyShould(true);

  private static ArchRule forbid(String from, Collection<String> to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should(dependOnClassesThat(inAny(to)))
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> inAny(Collection<String> packages) {
    return resideInAnyPackage(packages.toArray(String[]::new));
  }

  private static String packageOf(String... names) {
    return "io.ecart." + String.join(".", names) + "..";
  }

  private static List<String> packagesOf(List<String> services) {
    return services.stream().map(ArchitectureTest::packageOf).toList();
  }

  private static List<String> adaptersOf(String service, List<String> adapters) {
    return adapters.stream().map(adapter -> packageOf(service, adapter)).toList();
  }

  private static List<String> others(List<String> names, String name) {
    return names.stream().filter(other -> !other.equals(name)).toList();
  }

  private static boolean wires(JavaClass type) {
    String outermost = type.getName().replaceAll("\\$.*", "");
    return WIRING.stream().anyMatch(outermost::endsWith);
  }

  private static boolean isMutable(JavaClass type) {
    return type.getPackageName().equals("java.util.concurrent.atomic")
        || (type.isAssignableTo(Collection.class) && !type.isInterface())
        || (type.isAssignableTo(Map.class) && !type.getSimpleName().equals("Map"))
        || type.isAssignableTo(StringBuilder.class);
  }

  private static boolean blocks(JavaAccess<?> access) {
    return BLOCKING.entrySet().stream()
        .anyMatch(
            entry ->
                access.getTargetOwner().isAssignableTo(entry.getKey())
                    && entry.getValue().contains(access.getTarget().getName()));
  }
}
