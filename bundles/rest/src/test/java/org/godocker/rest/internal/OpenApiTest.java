package org.godocker.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.godocker.api.error.Violation;
import org.godocker.api.job.JobState;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.plugin.PluginKind;
import org.godocker.rest.internal.http.Access;
import org.godocker.rest.internal.http.QueryParameterFilter;
import org.godocker.rest.internal.job.FileView;
import org.godocker.rest.internal.job.HistoryView;
import org.godocker.rest.internal.job.JobView;
import org.godocker.rest.internal.job.ReasonView;
import org.godocker.rest.internal.problem.Problem;
import org.godocker.rest.internal.server.NodeDescription;
import org.godocker.rest.internal.server.PluginDescription;
import org.godocker.rest.internal.server.PluginList;
import org.godocker.rest.internal.server.ServerDescription;
import org.godocker.rest.internal.server.ServerResource;
import org.godocker.rest.internal.user.ApiKeyView;
import org.godocker.rest.internal.user.AuthResource;
import org.godocker.rest.internal.user.UserView;
import org.junit.jupiter.api.Test;

/** The document says what the code does. What is sent is held against it in every test, see {@link Contract}. */
class OpenApiTest {

    private static final Map<Class<?>, String> VIEWS = Map.ofEntries(
            Map.entry(JobView.class, "Job"), Map.entry(JobView.VolumeView.class, "Volume"),
            Map.entry(JobView.EfficiencyView.class, "Efficiency"), Map.entry(ReasonView.class, "Reason"),
            Map.entry(HistoryView.class, "HistoryEntry"), Map.entry(FileView.class, "FileEntry"),
            Map.entry(AuthResource.TokenView.class, "Token"), Map.entry(UserView.class, "User"),
            Map.entry(ApiKeyView.class, "IssuedApiKey"), Map.entry(NodeDescription.class, "Node"),
            Map.entry(PluginDescription.class, "Plugin"), Map.entry(PluginList.class, "Plugins"),
            Map.entry(ServerDescription.class, "Server"), Map.entry(ServerResource.HealthView.class, "Health"),
            Map.entry(Problem.class, "Problem"), Map.entry(Violation.class, "Violation"));

    private static Map<String, Method> operations() {
        Map<String, Method> operations = new TreeMap<>();
        for (Class<?> resource : RestEndpoint.RESOURCES) {
            for (Method method : resource.getDeclaredMethods()) {
                Arrays.stream(method.getAnnotations()).map(a -> a.annotationType().getAnnotation(HttpMethod.class))
                        .filter(Objects::nonNull)
                        .forEach(verb -> operations.put(verb.value() + " " + path(resource, method), method));
            }
        }
        return operations;
    }

    private static String path(Class<?> resource, Method method) {
        Path below = method.getAnnotation(Path.class);
        return (resource.getAnnotation(Path.class).value() + (below == null ? "" : below.value())).replaceAll("\\{(\\w+):[^}]*}", "{$1}");
    }

    private static Map<String, JsonNode> documented() {
        Map<String, JsonNode> documented = new TreeMap<>();
        Contract.DOCUMENT.path("paths").properties().forEach(path -> path.getValue().properties()
                .forEach(verb -> documented.put(verb.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), verb.getValue())));
        return documented;
    }

    private static JsonNode schema(String name) {
        return Contract.DOCUMENT.path("components").path("schemas").path(name);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
    }

    @Test
    void everyOperationIsDocumentedAndNothingElse() {
        assertThat(documented().keySet()).isEqualTo(operations().keySet());
    }

    @Test
    void parametersAndAudiencesAreThoseOfTheCode() {
        operations().forEach((name, method) -> {
            JsonNode operation = documented().get(name);
            Set<String> query = new HashSet<>();
            Set<String> path = new HashSet<>();
            operation.path("parameters").forEach(p -> {
                if (p.path("in").textValue().equals("query")) {
                    query.add(p.path("name").textValue());
                } else if (p.path("in").textValue().equals("path")) {
                    path.add(p.path("name").textValue());
                }
            });
            assertThat(query).as(name).isEqualTo(QueryParameterFilter.parameters(method).keySet());
            assertThat(path).as(name).isEqualTo(new HashSet<>(Arrays.stream(method.getParameters())
                    .filter(p -> p.isAnnotationPresent(PathParam.class)).map(p -> p.getAnnotation(PathParam.class).value()).toList()));
            assertThat(operation.path("x-access").textValue()).as(name)
                    .isEqualTo(method.getAnnotation(Access.class).value().name().toLowerCase(Locale.ROOT));
            assertThat(operation.path("security").isEmpty()).as(name)
                    .isEqualTo(method.getAnnotation(Access.class).value() == Access.Level.EVERYBODY);
        });
    }

    @Test
    void schemasHaveTheFieldsThatAreSentAndInThatOrder() {
        VIEWS.forEach((view, name) -> {
            assertThat(names(schema(name).path("properties"))).as(name)
                    .isEqualTo(Stream.of(view.getRecordComponents()).map(RecordComponent::getName).toList());
            boolean sparse = view.isAnnotationPresent(JsonInclude.class);
            if (!sparse && view != JobView.class && view != ApiKeyView.class) {
                assertThat(texts(schema(name).path("required"))).as(name).isEqualTo(Stream.of(view.getRecordComponents())
                        .filter(c -> !c.getAccessor().isAnnotationPresent(JsonInclude.class)).map(RecordComponent::getName).toList());
            }
        });
        Set<String> inLists = new TreeSet<>(names(schema("Job").path("properties")));
        inLists.remove("script");
        assertThat(new TreeSet<>(names(schema("JobSummary").path("properties")))).isEqualTo(inLists);
    }

    @Test
    void wordsAreThoseOfTheCode() {
        assertThat(texts(schema("JobState").path("enum"))).containsExactlyElementsOf(Stream.of(JobState.values()).map(Enum::name).toList());
        assertThat(texts(schema("Reason").path("properties").path("code").path("enum")))
                .containsExactlyElementsOf(Stream.of(ReasonCode.values()).map(Enum::name).toList());
        assertThat(texts(schema("Plugin").path("properties").path("kind").path("enum")))
                .containsExactlyElementsOf(Stream.of(PluginKind.values()).map(PluginKind::label).toList());
    }

    @Test
    void everyReferenceLeadsSomewhereAndEverySchemaIsUsed() {
        Set<String> used = new HashSet<>();
        Contract.DOCUMENT.findValuesAsText("$ref").forEach(ref -> {
            assertThat(Contract.DOCUMENT.at(ref.substring(1)).isMissingNode()).as(ref).isFalse();
            used.add(ref.substring(ref.lastIndexOf('/') + 1));
        });
        assertThat(used).containsAll(names(Contract.DOCUMENT.path("components").path("schemas")));
        assertThat(Contract.DOCUMENT.findValuesAsText("operationId")).doesNotHaveDuplicates();
    }

    @Test
    void theDocumentIsServedAsItIs() {
        try (TestServer server = new TestServer()) {
            Answer answer = server.get("/openapi.json", null);
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
            assertThat(answer.json()).isEqualTo(Contract.DOCUMENT);
        }
    }
}
