package org.godocker.store.jpa.internal.database;

import java.net.URL;
import java.util.List;
import java.util.Properties;
import javax.persistence.SharedCacheMode;
import javax.persistence.ValidationMode;
import javax.persistence.spi.ClassTransformer;
import javax.persistence.spi.PersistenceUnitInfo;
import javax.persistence.spi.PersistenceUnitTransactionType;
import javax.sql.DataSource;
import org.godocker.store.jpa.internal.entity.AccessTokenEntity;
import org.godocker.store.jpa.internal.entity.AccountEntity;
import org.godocker.store.jpa.internal.entity.HistoryEntity;
import org.godocker.store.jpa.internal.entity.InstallationEntity;
import org.godocker.store.jpa.internal.entity.JobEntity;
import org.godocker.store.jpa.internal.entity.JobSpecEntity;
import org.godocker.store.jpa.internal.entity.SubmissionEntity;

/** What a persistence container would tell OpenJPA; here the bundle tells it itself. */
record PersistenceUnit(DataSource dataSource, Properties properties) implements PersistenceUnitInfo {

    private static final List<Class<?>> ENTITIES = List.of(JobEntity.class, JobSpecEntity.class, HistoryEntity.class,
            SubmissionEntity.class, AccountEntity.class, AccessTokenEntity.class, InstallationEntity.class);

    static PersistenceUnit of(DataSource dataSource, DatabaseProduct product) {
        Properties properties = new Properties();
        properties.setProperty("openjpa.Log", "slf4j");
        properties.setProperty("openjpa.jdbc.DBDictionary", product.dictionary());
        properties.setProperty("openjpa.RuntimeUnenhancedClasses", "unsupported");
        properties.setProperty("openjpa.DynamicEnhancementAgent", "false");
        properties.setProperty("openjpa.ConnectionFactoryMode", "local");
        // Values bound to statements can be secrets: never in messages or logs.
        properties.setProperty("openjpa.ConnectionFactoryProperties", "PrintParameters=false");
        return new PersistenceUnit(dataSource, properties);
    }

    @Override
    public String getPersistenceUnitName() {
        return "godocker";
    }

    @Override
    public String getPersistenceProviderClassName() {
        return "org.apache.openjpa.persistence.PersistenceProviderImpl";
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    @Override
    public DataSource getJtaDataSource() {
        return null;
    }

    @Override
    public DataSource getNonJtaDataSource() {
        return dataSource;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public URL getPersistenceUnitRootUrl() {
        return null;
    }

    @Override
    public List<String> getManagedClassNames() {
        return ENTITIES.stream().map(Class::getName).toList();
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.NONE;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        return properties;
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "2.1";
    }

    @Override
    public ClassLoader getClassLoader() {
        return PersistenceUnit.class.getClassLoader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // Entities are enhanced when the bundle is built.
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return getClassLoader();
    }
}
